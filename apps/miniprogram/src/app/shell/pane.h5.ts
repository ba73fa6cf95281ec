import { createContext, useContext } from 'react'
import { createPortal } from 'react-dom'
import type { InBarProps, Pane } from './pane.types'

export const PaneContext = createContext<Pane | undefined>(undefined)

export const usePane = (): Pane | undefined => useContext(PaneContext)

export function InBar({ side, children }: InBarProps) {
  const pane = usePane()
  if (!pane) return children
  const place = pane.bar[side]
  return place ? createPortal(children, place) : null
}
