import { ScrollView, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'
import { Layer } from './layer'
import './sheet.scss'

export interface SheetProps {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** One or two Buttons, which do not scroll with the content. */
  readonly footer?: ReactNode
}

export function Sheet({ open, title, onClose, children, footer }: SheetProps) {
  return (
    <Layer open={open} title={title} onClose={onClose} place="bottom" className="q-sheet">
      <View className="q-sheet__grab" />
      <View className="q-sheet__head">
        <View className="q-sheet__title">{title}</View>
        <IconButton icon="close" label="关上" onTap={onClose} />
      </View>
      <ScrollView className="q-sheet__body" scrollY enhanced showScrollbar={false}>
        <View className="q-sheet__in">{children}</View>
      </ScrollView>
      {footer ? <View className="q-sheet__foot">{footer}</View> : null}
    </Layer>
  )
}
