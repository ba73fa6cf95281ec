import { View } from '@tarojs/components'
import type { TaroElement } from '@tarojs/runtime'
import { createContext, useContext, useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { openLayer } from '@/platform/layer'
import { useBackStep } from './back-step'
import { classNames } from './class-names'
import './layer.scss'

/** The element of Screen for sheets and dialogs: fixed positions inside a scroll view shake on iOS. */
export const LayerHost = createContext<Element | TaroElement | null>(null)

const LEAVE_MS = 200

/** Stays mounted for a moment after closing, for the animation. */
function useLeaving(open: boolean): 'gone' | 'open' | 'leaving' {
  const [leaving, setLeaving] = useState(false)
  const was = useRef(open)
  useEffect(() => {
    const closed = was.current && !open
    was.current = open
    if (!closed) return setLeaving(false)
    setLeaving(true)
    const timer = setTimeout(() => setLeaving(false), LEAVE_MS)
    return () => clearTimeout(timer)
  }, [open])
  return open ? 'open' : leaving ? 'leaving' : 'gone'
}

export interface LayerProps {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  readonly place: 'bottom' | 'centre'
  readonly className: string
  readonly children: ReactNode
}

/** The veil and the panel on it, shared by Sheet and Dialog. */
export function Layer({ open, title, onClose, place, className, children }: LayerProps) {
  const state = useLeaving(open)
  const host = useContext(LayerHost)
  const id = `q${useId().replace(/:/g, '')}`
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => (open ? openLayer(id, () => close.current()) : undefined), [open, id])
  useBackStep(open, () => close.current())
  if (state === 'gone') return null
  const layer = (
    <View className={classNames('q-layer', `q-layer--${place}`, state === 'leaving' && 'q-layer--leaving')} catchMove>
      <View className="q-layer__veil" onClick={() => close.current()} />
      <View id={id} className={classNames('q-layer__panel', className)} role="dialog" ariaLabel={title} tabIndex={-1}>
        {children}
      </View>
    </View>
  )
  return host ? createPortal(layer, host as Element) : layer
}
