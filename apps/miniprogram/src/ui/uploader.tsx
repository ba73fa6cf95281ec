import { Image, View } from '@tarojs/components'
import { Icon } from './icon'
import { Tap } from './tap'
import './uploader.scss'

export interface Upload {
  readonly id: string
  readonly src: string
  /** What the picture is, for a screen reader: 健康证. */
  readonly label: string
  /** 0 to 100 while it travels; absent when it has arrived. */
  readonly percent?: number | undefined
  readonly failed?: boolean
}

export interface UploaderProps {
  readonly items: readonly Upload[]
  readonly most: number
  readonly addText: string
  readonly onAdd: () => void
  readonly onAgain: (id: string) => void
  readonly onRemove: (id: string) => void
}

/** Pictures on their way and arrived, each once; a failed one stays where it is and can be sent again. */
export function Uploader({ items, most, addText, onAdd, onAgain, onRemove }: UploaderProps) {
  return (
    <View className="q-up">
      {items.map((item) => (
        <Tile key={item.id} item={item} onAgain={onAgain} onRemove={onRemove} />
      ))}
      {items.length < most ? (
        <Tap className="q-up__tile q-up__tile--add" onTap={onAdd}>
          <Icon name="camera" />
          <View className="q-up__add">{addText}</View>
          <View className="q-up__left">
            {items.length}/{most}
          </View>
        </Tap>
      ) : null}
    </View>
  )
}

function Tile({ item, onAgain, onRemove }: { readonly item: Upload } & Pick<UploaderProps, 'onAgain' | 'onRemove'>) {
  const { id, src, label, percent, failed = false } = item
  return (
    <View className="q-up__tile">
      <Image className="q-up__img" src={src} mode="aspectFill" />
      {failed ? (
        <Tap className="q-up__veil" label={`${label}没传上，重传`} onTap={() => onAgain(id)}>
          <Icon name="refresh" />
          <View>重传</View>
        </Tap>
      ) : percent === undefined ? null : (
        <View className="q-up__veil" role="status">
          {percent}%
        </View>
      )}
      <Tap className="q-up__remove" label={`去掉${label}`} onTap={() => onRemove(id)}>
        <View className="q-up__x">
          <Icon name="close" size="xs" />
        </View>
      </Tap>
    </View>
  )
}
