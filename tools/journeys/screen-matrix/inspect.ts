/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What is read from a page quickly, often enough to know when it stops changing. */
export interface Glance {
  text: string
  /** A skeleton is shown. */
  waits: boolean
  moves: boolean
}

/** Runs in the page and is sent there as text, as `inspect` is. */
export function glance(): Glance {
  const waits = [...document.querySelectorAll('[role="status"][aria-label^="正在"]')].some((one) =>
    one.checkVisibility(),
  )
  const ends = (animation: Animation) => animation.effect?.getComputedTiming().endTime !== Infinity
  const moves = document.getAnimations().some((one) => one.playState === 'running' && ends(one))
  return { text: document.body.innerText, waits, moves }
}

/**
 * Looks at what is drawn and says what is wrong with it. Runs in the page and is sent there as text, so it uses nothing from outside itself.
 * `latin` holds the words in Latin letters that people in China read every day.
 */
export function inspect({ latin }: { latin: string }): string[] {
  const problems = new Set<string>()
  const width = document.documentElement.clientWidth
  const root = document.body
  const nameOf = (element: Element) => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 20)
    const of = element.closest('[class*="-"]')?.getAttribute('class')?.split(' ').slice(0, 3).join('.') ?? ''
    return `「${words}」 (${element.tagName.toLowerCase()}.${of})`
  }
  const isDrawn = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
  const ancestors = (element: Element) => {
    const found: Element[] = []
    for (let at: Element | null = element; at && at !== root.parentElement; at = at.parentElement) found.push(at)
    return found
  }
  const scrollsBeside = (element: Element) =>
    ancestors(element).some((one) => /auto|scroll/.test(getComputedStyle(one).overflowX) && !one.matches('.q-scroll'))
  /** What is behind the dots is not drawn, wherever it would end. */
  const endsInDots = (element: Element) =>
    ancestors(element).some((one) => {
      const { textOverflow, overflowX } = getComputedStyle(one)
      const within = one.getBoundingClientRect().right <= width + 1
      return textOverflow === 'ellipsis' && /hidden|clip/.test(overflowX) && within
    })

  const texts: { parent: Element; words: string; rects: DOMRect[] }[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    const parent = node.parentElement
    const words = node.textContent?.trim()
    if (!parent || !words || /^(?:STYLE|SCRIPT)$/.test(parent.tagName) || !isDrawn(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0)
    if (rects.length > 0) texts.push({ parent, words, rects })
  }

  const sides = document.scrollingElement
  if (sides && sides.scrollWidth > width + 1)
    problems.add(`the page is ${sides.scrollWidth} wide on a screen of ${width}`)
  for (const { parent, rects } of texts) {
    const right = Math.max(...rects.map((rect) => rect.right))
    const left = Math.min(...rects.map((rect) => rect.left))
    const bottom = Math.max(...rects.map((rect) => rect.bottom))
    const top = Math.min(...rects.map((rect) => rect.top))
    if ((right > width + 1 || left < -1) && !scrollsBeside(parent) && !endsInDots(parent))
      problems.add(`${nameOf(parent)} runs off the screen`)
    let openX = true
    let openY = true
    for (const one of ancestors(parent)) {
      const style = getComputedStyle(one)
      const box = one.getBoundingClientRect()
      if (/auto|scroll/.test(style.overflowX)) openX = false
      if (/auto|scroll/.test(style.overflowY)) openY = false
      const clips = (overflow: string) => /hidden|clip/.test(overflow)
      const dotted = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
      if (openX && clips(style.overflowX) && !dotted && (right > box.right + 2 || left < box.left - 2))
        problems.add(`${nameOf(parent)} is cut at the side`)
      // A line's box is a little taller than its letters.
      if (openY && clips(style.overflowY) && !dotted && (bottom > box.bottom + 4 || top < box.top - 4))
        problems.add(`${nameOf(parent)} is cut above or below`)
      // A sheet over a tab page stands on the window, and nothing around it cuts it.
      if (style.position === 'fixed') break
      if (dotted) openX = false
    }
  }

  const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
  const over = (top: number[], under: number[]) => {
    const alpha = top[3] ?? 1
    return [0, 1, 2].map((i) => (top[i] ?? 0) * alpha + (under[i] ?? 0) * (1 - alpha))
  }
  /** The colour behind an element; undefined where a picture or a gradient is. */
  const ground = (element: Element): number[] | undefined => {
    const layers: number[][] = []
    // An icon is a mask on its own colour, so what is behind it begins outside it.
    for (let at = element.matches('.q-i') ? element.parentElement : element; at; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.backgroundImage !== 'none') return undefined
      const color = numbers(style.backgroundColor)
      if ((color[3] ?? 1) > 0) layers.push(color)
      if ((color[3] ?? 1) === 1) break
    }
    return layers.reduceRight((under, layer) => over(layer, under), [255, 255, 255])
  }
  const light = (color: number[]) => {
    const [r = 0, g = 0, b = 0] = color.map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (ink: string, element: Element): number => {
    const behind = ground(element)
    if (!behind) return 21
    const faded = ancestors(element).reduce((all, one) => all * Number(getComputedStyle(one).opacity), 1)
    const color = numbers(ink)
    const [a, b] = [light(over([...color.slice(0, 3), (color[3] ?? 1) * faded], behind)), light(behind)]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  }
  const weak = (element: Element, ink: string, least: number) => {
    const found = contrast(ink, element)
    // The tokens were computed with two digits.
    if (found < least - 0.05) problems.add(`${nameOf(element)} has a contrast of ${found.toFixed(2)}`)
  }
  for (const { parent } of texts) weak(parent, getComputedStyle(parent).color, 4.5)
  for (const icon of root.querySelectorAll('.q-i')) if (isDrawn(icon)) weak(icon, getComputedStyle(icon).color, 3)

  /** What catches the finger: the element, and what it draws around itself for that. */
  const reach = (element: Element) => {
    const box = element.getBoundingClientRect()
    const after = getComputedStyle(element, '::after')
    if (after.content === 'none' || after.position !== 'absolute') return { w: box.width, h: box.height }
    return { w: Math.max(box.width, parseFloat(after.width)), h: Math.max(box.height, parseFloat(after.height)) }
  }
  // At a desk people point with a mouse: smaller targets, with room between them.
  const desk = root.classList.contains('q-desk')
  const [least, between] = desk ? [28, 4] : [44, 0]
  const small: { target: Element; x: number; y: number }[] = []
  /** A row below the bar of a list catches nothing there. */
  const isCovered = (element: Element, x: number, y: number) => {
    const top = document.elementFromPoint(x, y)
    return top !== null && !element.contains(top) && !top.contains(element)
  }
  const targets =
    '[role="button"], [role="link"], [role="switch"], [role="radio"], [role="checkbox"], [role="tab"], .q-tap, button'
  for (const target of root.querySelectorAll(targets)) {
    const box = target.getBoundingClientRect()
    if (!isDrawn(target) || box.width === 0) continue
    const { w, h } = reach(target)
    if (w < least - 0.5 || h < least - 0.5)
      problems.add(`${nameOf(target)} is a target of ${Math.round(w)} × ${Math.round(h)}`)
    if ((box.right > width + 1 || box.left < -1) && !scrollsBeside(target))
      problems.add(`${nameOf(target)} runs off the screen`)
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const near = small.find((one) => Math.max(Math.abs(one.x - x), Math.abs(one.y - y)) < least + between - 0.5)
    if (between > 0 && near && !near.target.contains(target) && !isCovered(target, x, y))
      problems.add(`${nameOf(target)} is too close to ${nameOf(near.target)}`)
    if (!isCovered(target, x, y)) small.push({ target, x, y })
    const said = target.getAttribute('aria-label') ?? target.textContent ?? ''
    if (said.trim() === '') problems.add(`${nameOf(target)} has no name for a screen reader`)
  }

  const known = new RegExp(`(?<![A-Za-z])(?:${latin})(?![A-Za-z])`, 'g')
  const says = (words: string) => {
    const left = words.replace(known, ' ')
    const english = /[A-Za-z]{2,}/.exec(left)?.[0]
    if (english) problems.add(`says ${english} in 「${words.slice(0, 40)}」`)
  }
  for (const { words } of texts) says(words)
  for (const field of root.querySelectorAll('input, textarea')) {
    if (!isDrawn(field)) continue
    const placeholder = field.getAttribute('placeholder') ?? ''
    says(placeholder)
    if (placeholder && (field as HTMLInputElement).value === '')
      weak(field, getComputedStyle(field, '::placeholder').color, 4.5)
  }
  for (const labelled of root.querySelectorAll('[aria-label]')) says(labelled.getAttribute('aria-label') ?? '')

  return [...problems]
}
