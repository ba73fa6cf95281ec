import type { EndKeeper } from './scroller.types'

/** Less than this from the end counts as being there. */
const NEAR = 60

/** Keeps a growing conversation scrolled to its end while the person is there. Returns a function that stops it. */
export function stickToEnd(scroll: HTMLElement, inner: HTMLElement, end: EndKeeper): () => void {
  let away = false
  const distance = () => scroll.scrollHeight - scroll.clientHeight - scroll.scrollTop
  const toEnd = () => {
    scroll.scrollTop = scroll.scrollHeight
  }
  const look = () => {
    const now = distance() > NEAR
    if (now === away) return
    away = now
    end.onAway(away)
  }
  const grow = () => {
    if (!away) toEnd()
  }
  end.go = (how) => {
    if (how === 'now') away = false
    grow()
    end.onAway(away)
  }
  scroll.addEventListener('scroll', look, { passive: true })
  // The window too: a keyboard that comes up takes room from the bottom.
  const sizes = new ResizeObserver(grow)
  sizes.observe(inner)
  sizes.observe(scroll)
  toEnd()
  return () => {
    scroll.removeEventListener('scroll', look)
    sizes.disconnect()
  }
}
