import { type Element as Node, triggerEvent } from 'glass-easel'

type Drawn = Element & { __wxElement?: Node }

/** The component at a place on the screen. */
function nodeAt(element: Element | null): Node | undefined {
  const drawn = element as Drawn | null
  return drawn ? (drawn.__wxElement ?? nodeAt(drawn.parentElement)) : undefined
}

/** Sends an event of a built-in component, as WeChat does. */
export function fire(element: Element, type: string, detail: object): void {
  const node = nodeAt(element)
  if (node) triggerEvent(node, type, detail, { bubbles: false, composed: false })
}

const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Turns what happens to fields and scrolling areas into the events that WeChat's own ones send. */
export function listenToFields(): void {
  for (const type of ['input', 'focus', 'blur']) {
    document.addEventListener(
      type,
      (event) => {
        const field = event.target
        if (!isField(field)) return
        event.stopImmediatePropagation()
        const { value } = field
        fire(field, type, type === 'input' ? { value, cursor: value.length, keyCode: 0 } : { value, height: 0 })
      },
      true,
    )
  }
  document.addEventListener(
    'scroll',
    ({ target }) => {
      if (!(target instanceof Element) || target.tagName !== 'SCROLL-VIEW') return
      const { scrollTop, scrollLeft, scrollHeight, clientHeight } = target
      fire(target, 'scroll', { scrollTop, scrollLeft, scrollHeight })
      if (scrollTop + clientHeight >= scrollHeight - 50) fire(target, 'scrolltolower', { direction: 'bottom' })
    },
    true,
  )
}
