import { View } from '@tarojs/components'
import { Art, type ArtName } from './art'
import { Button } from './button'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { Tap } from './tap'
import './empty.scss'

interface EmptyAction {
  readonly text: string
  readonly onTap: () => void
  readonly busy?: boolean
  /** Where the page has another button that is filled. */
  readonly second?: boolean
}

export interface EmptyProps {
  readonly art: ArtName
  /** The fact: 还没有面试. */
  readonly title: string
  /** One helpful sentence; a line break stands where it reads best. */
  readonly text?: string | undefined
  readonly action?: EmptyAction | undefined
  readonly link?: { readonly text: string; readonly onTap: () => void; readonly icon?: IconName } | undefined
}

export function Empty({ art, title, text, action, link }: EmptyProps) {
  return (
    <View className="q-empty">
      <Art name={art} />
      <View className="q-empty__title">{title}</View>
      <EmptyText text={text} />
      {action ? (
        <Button
          kind={action.second ? 'sec2' : 'primary'}
          className="q-empty__act"
          onTap={action.onTap}
          busy={action.busy}
        >
          {action.text}
        </Button>
      ) : null}
      {link ? (
        <Tap className="q-empty__link" role="link" onTap={link.onTap}>
          {link.icon ? <Icon name={link.icon} size="s" /> : null}
          {link.text}
        </Tap>
      ) : null}
    </View>
  )
}

/** Each line by itself, so that one that has to be broken is broken in even parts. */
export function EmptyText({ text }: Pick<EmptyProps, 'text'>) {
  if (!text) return null
  return (
    <View className="q-empty__text">
      {text.split('\n').map((line, at) => (
        <View className="q-empty__line" key={`${at} ${line}`}>
          {line}
        </View>
      ))}
    </View>
  )
}
