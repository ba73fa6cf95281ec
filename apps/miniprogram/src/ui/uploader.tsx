import { Image, View } from '@tarojs/components'
import { FieldError } from './field-frame'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import type { Problem } from './read-error'
import { Tap } from './tap'
import './uploader.scss'

export interface Upload {
  readonly id: string
  /** Absent where nothing may be shown in passing, or nothing can: then the icon stands for it. */
  readonly src?: string | undefined
  readonly icon?: IconName | undefined
  /** Under the icon. */
  readonly note?: string | undefined
  /** On the picture, at its foot. */
  readonly mark?: string | undefined
  /** What the picture is, for a screen reader: 健康证. */
  readonly label: string
  /** 0 to 100 while it travels; absent when it has arrived. */
  readonly percent?: number | undefined
  /** Instead of a percentage: 排队, 检查中. */
  readonly busy?: string | undefined
  readonly failed?: boolean | undefined
  /** Why it failed; stands beside it. */
  readonly problem?: Problem | undefined
  /** Whether a failed one can be sent again; it can unless said otherwise. */
  readonly again?: boolean | undefined
  readonly removable?: boolean | undefined
}

export interface UploaderProps {
  readonly items: readonly Upload[]
  readonly most: number
  readonly addText: string
  readonly addIcon?: IconName
  /** Absent where nothing may be added. */
  readonly onAdd?: (() => void) | undefined
  readonly onAgain: (id: string) => void
  readonly onRemove: (id: string) => void
  readonly onOpen?: ((id: string) => void) | undefined
}

/** Pictures on their way and arrived, each once; a failed one stays where it is and can be sent again. */
export function Uploader({ items, most, addText, addIcon = 'camera', onAdd, ...events }: UploaderProps) {
  return (
    <View className="q-up">
      {items.map((item) =>
        item.problem ? (
          <View className="q-up__row" key={item.id}>
            <Tile item={item} {...events} />
            <View className="q-up__why">
              <FieldError {...item.problem} />
            </View>
          </View>
        ) : (
          <Tile key={item.id} item={item} {...events} />
        ),
      )}
      {onAdd && items.length < most ? (
        <Tap className="q-up__tile q-up__tile--add" onTap={onAdd}>
          <Icon name={addIcon} />
          <View className="q-up__add">{addText}</View>
          {most > 1 && items.length > 0 ? (
            <View className="q-up__left">
              {items.length}/{most}
            </View>
          ) : null}
        </Tap>
      ) : null}
    </View>
  )
}

interface TileProps extends Pick<UploaderProps, 'onAgain' | 'onRemove' | 'onOpen'> {
  readonly item: Upload
}

function Tile({ item, onAgain, onRemove, onOpen }: TileProps) {
  const { id, label, percent, busy, failed = false, removable = true } = item
  const travels = percent !== undefined || busy !== undefined
  return (
    <View className="q-up__tile">
      {onOpen && !travels && !failed ? (
        <Tap className="q-up__open" label={`看${label}`} onTap={() => onOpen(id)}>
          <Face item={item} />
        </Tap>
      ) : (
        <Face item={item} />
      )}
      {failed ? (
        <Failed item={item} onAgain={onAgain} />
      ) : travels ? (
        <View className="q-up__veil" role="status">
          {busy ?? `${percent}%`}
        </View>
      ) : null}
      {removable ? (
        <Tap className="q-up__remove" label={travels ? `不传${label}了` : `去掉${label}`} onTap={() => onRemove(id)}>
          <View className="q-up__x">
            <Icon name="close" size="xs" />
          </View>
        </Tap>
      ) : null}
    </View>
  )
}

function Face({ item: { src, icon = 'doc', note, mark } }: { readonly item: Upload }) {
  if (src) {
    return (
      <>
        <Image className="q-up__img" src={src} mode="aspectFill" />
        {mark ? <View className="q-up__mark">{mark}</View> : null}
      </>
    )
  }
  return (
    <View className="q-up__face">
      <Icon name={icon} />
      {note ? <View className="q-up__note">{note}</View> : null}
    </View>
  )
}

function Failed({ item: { id, label, again = true }, onAgain }: Pick<TileProps, 'item' | 'onAgain'>) {
  if (!again) {
    return (
      <View className="q-up__veil">
        <Icon name="alert" />
        <View>没收下</View>
      </View>
    )
  }
  return (
    <Tap className="q-up__veil" label={`${label}没传上，重传`} onTap={() => onAgain(id)}>
      <Icon name="refresh" />
      <View>重传</View>
    </Tap>
  )
}
