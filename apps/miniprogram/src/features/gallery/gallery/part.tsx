import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './part.scss'

export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <View className="gal">
      <View className="gal__title">{title}</View>
      {children}
    </View>
  )
}

export function Line({ children, gap = 8 }: { readonly children: ReactNode; readonly gap?: 8 | 16 }) {
  return <View className={`gal__line gal__line--${gap}`}>{children}</View>
}
