import { View } from '@tarojs/components'
import { classNames } from './class-names'
import { Icon } from './icon'
import './findings.scss'

interface Finding {
  readonly text: string
}

/** What speaks for a choice, then every mismatch and how far off it is: a line each. */
export function Findings({
  reasons,
  gaps,
}: {
  readonly reasons: readonly Finding[]
  readonly gaps: readonly Finding[]
}) {
  return (
    <>
      {reasons.map(({ text }) => (
        <Line key={text} text={text} />
      ))}
      {gaps.map(({ text }) => (
        <Line key={text} text={text} isGap />
      ))}
    </>
  )
}

function Line({ text, isGap = false }: { readonly text: string; readonly isGap?: boolean }) {
  return (
    <View className={classNames('q-find', isGap && 'q-find--gap')}>
      <Icon name={isGap ? 'alert' : 'check'} size="xs" />
      <View className="q-find__text">{text}</View>
    </View>
  )
}
