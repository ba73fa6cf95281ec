import Taro from '@tarojs/taro'

interface ScrollNode {
  /** Of an enhanced scroll view (ScrollViewContext). */
  readonly scrollIntoView?: (selector: string, options?: object) => void
}
interface Rect {
  readonly top: number
  readonly bottom: number
}

const PLACES = ['.q-sheet__body', '.q-scroll']

/** The phone measures; a scroll view scrolls by its own command, because its place is not the app's to set. */
export function reveal(className: string): void {
  for (const place of PLACES) {
    const selector = `${place} .${className}`
    Taro.createSelectorQuery()
      .select(place)
      .boundingClientRect()
      .select(selector)
      .boundingClientRect()
      .select(place)
      .node()
      .exec(([frame, first, scroller]: [Rect?, Rect?, { node?: ScrollNode }?]) => {
        if (!frame || !first || (first.top >= frame.top && first.bottom <= frame.bottom)) return
        scroller?.node?.scrollIntoView?.(selector, { animated: true, offset: -80 })
      })
  }
}
