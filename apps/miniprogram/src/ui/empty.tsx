import { Text, View } from '@tarojs/components'
import { Art, type ArtName } from './art'
import { Button } from './button'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { Tap } from './tap'
import './empty.scss'

export interface EmptyProps {
  readonly art: ArtName
  /** The fact: 还没有面试. */
  readonly title: string
  /** One helpful sentence; a line break stands where it reads best. */
  readonly text?: string | undefined
  readonly action?: { readonly text: string; readonly onTap: () => void; readonly busy?: boolean } | undefined
  readonly link?: { readonly text: string; readonly onTap: () => void; readonly icon?: IconName } | undefined
}

export function Empty({ art, title, text, action, link }: EmptyProps) {
  return (
    <View className="q-empty">
      <Art name={art} />
      <View className="q-empty__title">{title}</View>
      {text ? <Text className="q-empty__text">{text}</Text> : null}
      {action ? (
        <Button className="q-empty__act" onTap={action.onTap} busy={action.busy}>
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
