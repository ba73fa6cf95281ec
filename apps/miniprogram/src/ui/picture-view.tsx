import { Image, View } from '@tarojs/components'
import { IconButton } from './icon-button'
import { Layer } from './layer'
import './picture-view.scss'

export interface PictureViewProps {
  readonly pictures: readonly string[]
  /** Which one is shown; undefined: closed. */
  readonly at: number | undefined
  readonly title: string
  /** A note below the picture, for papers that few may see. */
  readonly note?: string | undefined
  readonly onTurn: (at: number) => void
  readonly onClose: () => void
}

/** One picture in full screen, for platforms without a picture viewer. Always dark. */
export function PictureView({ pictures, at, title, note, onTurn, onClose }: PictureViewProps) {
  const shown = at ?? 0
  const several = pictures.length > 1
  return (
    <Layer open={at !== undefined} title={title} onClose={onClose} place="centre" className="theme-dark q-pv">
      <View className="q-pv__head">
        <IconButton icon="close" label="关上" onTap={onClose} />
        <View className="q-pv__title">{title}</View>
        <View className="q-pv__count">{several ? `${shown + 1}/${pictures.length}` : ''}</View>
      </View>
      <View className="q-pv__stage" onClick={onClose}>
        {pictures[shown] ? (
          <Image className="q-pv__img" src={pictures[shown]} mode="aspectFit" ariaLabel={title} />
        ) : null}
      </View>
      {note ? <View className="q-pv__note">{note}</View> : null}
      {several ? (
        <View className="q-pv__turn">
          <IconButton icon="left" label="上一张" disabled={shown === 0} onTap={() => onTurn(shown - 1)} />
          <IconButton
            icon="right"
            label="下一张"
            disabled={shown === pictures.length - 1}
            onTap={() => onTurn(shown + 1)}
          />
        </View>
      ) : null}
    </Layer>
  )
}
