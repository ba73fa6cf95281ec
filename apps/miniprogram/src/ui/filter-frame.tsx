import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Button } from './button'
import { Sheet } from './sheet'
import './filter-frame.scss'

export interface FilterFrameProps {
  readonly open: boolean
  readonly title: string
  readonly children: ReactNode
  /** What the list will hold: 看23位阿姨. */
  readonly show: string
  readonly onShow: () => void
  readonly onClear: () => void
  readonly onClose: () => void
}

/** A sheet of filters; nothing is applied until the button that says how many there are is tapped. */
export function FilterFrame({ open, title, children, show, onShow, onClear, onClose }: FilterFrameProps) {
  const footer = (
    <>
      <Button kind="plain" className="q-filter__clear" onTap={onClear}>
        清空
      </Button>
      <Button grow onTap={onShow}>
        {show}
      </Button>
    </>
  )
  return (
    <Sheet open={open} title={title} onClose={onClose} footer={footer}>
      {children}
    </Sheet>
  )
}

export const FilterGroup = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <View className="q-fgroup">
    <View className="q-fgroup__title">{title}</View>
    {children}
  </View>
)
