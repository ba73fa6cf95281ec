import { View } from '@tarojs/components'
import { classNames } from './class-names'
import { Tap } from './tap'
import './segmented.scss'

export interface SegmentedProps<T extends string> {
  readonly options: readonly { readonly value: T; readonly label: string; readonly count?: number | undefined }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

export function Segmented<T extends string>({ options, value, onChange }: SegmentedProps<T>) {
  return (
    <View className="q-seg">
      {options.map(({ value: one, label, count }) => (
        <Tap
          key={one}
          className={classNames('q-seg__one', one === value && 'q-seg__one--on')}
          role="tab"
          on={one === value}
          onTap={() => onChange(one)}
        >
          {count === undefined ? label : `${label} ${count}`}
        </Tap>
      ))}
    </View>
  )
}
