import { View, type ITouchEvent } from '@tarojs/components'
import type { CSSProperties, ReactNode } from 'react'
import { pressable } from '@/platform/pressable'
import type { PressRole } from '@/platform/pressable.types'
import { classNames } from './class-names'
import './tap.scss'

export interface TapProps {
  readonly children?: ReactNode
  readonly className?: string | undefined
  readonly onTap?: (() => void) | undefined
  readonly disabled?: boolean | undefined
  readonly role?: PressRole | undefined
  /** What a screen reader says; needed where no text is inside. */
  readonly label?: string | undefined
  /** Chosen, ticked or switched on, by role. */
  readonly on?: boolean | undefined
  /** What it leads to is in front: the row whose detail is open beside the list. */
  readonly current?: boolean | undefined
  readonly style?: CSSProperties | undefined
}

export function Tap({ children, className, onTap, disabled = false, role, label, on, current, style }: TapProps) {
  const tap = (event: ITouchEvent) => {
    // A button inside a row is not the row.
    event.stopPropagation()
    if (!disabled) onTap?.()
  }
  return (
    <View
      className={classNames('q-tap', className)}
      hoverClass={disabled ? 'none' : 'q-press'}
      hoverStayTime={70}
      onClick={tap}
      {...(style ? { style } : {})}
      {...pressable({ role, label, on, disabled, current })}
    >
      {children}
    </View>
  )
}
