import type { ITouchEvent } from '@tarojs/components'
import { useId, useRef, useState } from 'react'
import { heightOf } from '@/platform/measure'

/** The dragged row. The list is changed only at the end, because an element that moves in its tree loses the touch. */
interface Drag {
  readonly from: number
  readonly to: number
  /** The distance of the drag and the height of a row, in px. */
  readonly delta: number
  readonly rowHeight: number
}

const yOf = (event: object): number => (event as Partial<ITouchEvent>).touches?.[0]?.clientY ?? 0

/** The offset of a row while another one is dragged over it. */
export function offsetOf(index: number, { from, to, delta, rowHeight }: Drag): number {
  if (index === from) return delta
  if (index > from && index <= to) return -rowHeight
  if (index < from && index >= to) return rowHeight
  return 0
}

export function dragTo(drag: Drag, delta: number, count: number): Drag {
  const steps = drag.rowHeight > 0 ? Math.round(delta / drag.rowHeight) : 0
  return { ...drag, delta, to: Math.max(0, Math.min(count - 1, drag.from + steps)) }
}

/** Drag and drop of rows by their handles. */
export function useDragging(count: number, onMove: (from: number, to: number) => void) {
  const listId = `drag${useId().replace(/:/g, '')}`
  const startY = useRef(0)
  const drag = useRef<Drag>()
  const [shown, setShown] = useState<Drag>()
  const show = (next: Drag | undefined) => {
    drag.current = next
    setShown(next)
  }
  const start = (from: number, event: object) => {
    startY.current = yOf(event)
    show({ from, to: from, delta: 0, rowHeight: 0 })
    void heightOf(listId).then((height) => {
      if (drag.current?.from === from) show({ ...drag.current, rowHeight: height / Math.max(count, 1) })
    })
  }
  const move = (event: object) => {
    if (drag.current) show(dragTo(drag.current, yOf(event) - startY.current, count))
  }
  const end = () => {
    const done = drag.current
    show(undefined)
    if (done && done.to !== done.from) onMove(done.from, done.to)
  }
  return {
    listId,
    dragged: shown?.from,
    shiftOf: (index: number) => (shown ? offsetOf(index, shown) : 0),
    // A touch on a handle must not scroll the page.
    handle: (index: number) => ({
      catchMove: true,
      onTouchStart: (event: object) => start(index, event),
      onTouchMove: move,
      onTouchEnd: end,
      onTouchCancel: () => show(undefined),
    }),
  }
}
