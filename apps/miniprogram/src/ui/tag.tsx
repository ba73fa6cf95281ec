import { View } from '@tarojs/components'
import { classNames } from './class-names'
import './tag.scss'

export type Tone = 'plain' | 'accent' | 'warm' | 'ok' | 'warn' | 'bad' | 'info'

export function Tag({ children, tone = 'plain' }: { readonly children: string; readonly tone?: Tone }) {
  return <View className={classNames('q-tag', tone !== 'plain' && `q-tag--${tone}`)}>{children}</View>
}

/** At most three in a line, one of them coloured; in large type two. */
export function Tags({ items }: { readonly items: readonly { readonly text: string; readonly tone?: Tone }[] }) {
  return (
    <View className="q-tags">
      {items.slice(0, 3).map(({ text, tone = 'plain' }) => (
        <Tag key={text} tone={tone}>
          {text}
        </Tag>
      ))}
    </View>
  )
}

/** Things that wait for this person. */
export function Badge({ count }: { readonly count?: number | undefined }) {
  if (count === undefined) return <View className="q-dot" />
  return count > 0 ? <View className="q-badge">{count > 99 ? '99+' : count}</View> : null
}
