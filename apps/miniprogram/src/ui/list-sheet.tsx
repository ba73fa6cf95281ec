import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import './list-sheet.scss'

interface ListSheetProps {
  readonly children: ReactNode
  /** Shows bones instead of rows; the label says to screen readers what is loading. */
  readonly waitsFor?: string
}

/** The white ground of a list, which goes on to the end of the screen. */
export function ListSheet({ children, waitsFor }: ListSheetProps) {
  const className = classNames('q-list', waitsFor && 'q-list--bones')
  if (!waitsFor) return <View className={className}>{children}</View>
  return (
    <View className={className} role="status" ariaLabel={waitsFor}>
      {children}
    </View>
  )
}
