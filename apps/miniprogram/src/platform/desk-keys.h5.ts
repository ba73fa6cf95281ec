import { inPassing } from './beside-list.h5'

/** Where the keys of a desk find what they act on, and what they open. */
export interface DeskKeys {
  /** Rows that can be chosen, in their order. */
  readonly rows: string
  /** Whether a row is opened as soon as it is chosen, because its detail stands beside it. */
  readonly opens: boolean
  /** Whether the page in front is such a detail: going back from it leads to its row. */
  readonly detail: boolean
  readonly search: string
  readonly onHelp: () => void
  readonly onBack: () => void
  /** A number key: the part of the desk in that place. */
  readonly onPart: (index: number) => void
}

const PAGE = '.taro_page_show:not(.taro_page_shade) .q-screen'
const STOPS = '[tabindex="0"], input, textarea'
/** Rows that are passed quickly are not opened one by one. */
const REST_MS = 140
/** A detail that is not drawn by then stays without the focus; on a slow line that takes seconds. */
const DRAWN_MS = 30_000

const isField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

const visible = (selector: string): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => one.checkVisibility())

const inPage = (target: EventTarget | null): boolean => target instanceof Element && target.closest(PAGE) !== null

let opening: ReturnType<typeof setTimeout> | undefined

/** The row that is chosen: the one with the focus, else the one whose detail is open. */
const chosenOf = (rows: readonly HTMLElement[]): number => {
  const focused = rows.findIndex((row) => row.contains(document.activeElement))
  return focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
}

function choose(row: HTMLElement, opens: boolean): void {
  row.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
  clearTimeout(opening)
  if (opens && row.getAttribute('role') !== 'checkbox')
    opening = setTimeout(() => inPassing(() => row.click()), REST_MS)
}

function step(keys: DeskKeys, by: 1 | -1): void {
  const rows = visible(keys.rows)
  const at = chosenOf(rows)
  const row = at < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + by))]
  if (row) choose(row, keys.opens)
}

/**
 * Moves the focus into the detail of a row once that page is in front and drawn: the detail before it may still be shown
 * when the row is opened. Does nothing when the focus has moved elsewhere meanwhile.
 */
function enterDetail(row: HTMLElement, from = document.activeElement, until = Date.now() + DRAWN_MS): void {
  const at = document.activeElement
  if (at !== from && at !== document.body) return
  const isInFront = row.getAttribute('aria-current') === 'true'
  const scrolled = isInFront ? visible(PAGE.replace('.q-screen', '.q-scroll')) : []
  const first = scrolled.flatMap((one) => [...one.querySelectorAll<HTMLElement>(STOPS)])[0]
  if (first?.checkVisibility()) first.focus()
  else if (Date.now() < until) setTimeout(() => enterDetail(row, from, until), 50)
}

function enter(keys: DeskKeys): void {
  const rows = visible(keys.rows)
  const row = rows[Math.max(0, chosenOf(rows))]
  if (!row) return
  clearTimeout(opening)
  row.click()
  if (keys.opens && row.getAttribute('role') !== 'checkbox') enterDetail(row)
}

function goBack(keys: DeskKeys, target: EventTarget | null): void {
  const rows = visible(keys.rows)
  const search = visible(keys.search)[0]
  if (isField(target) && target !== search) return target.blur()
  if (rows.length > 0 && (target === search || (keys.detail && inPage(target)))) {
    const row = rows[Math.max(0, chosenOf(rows))]
    return row?.focus()
  }
  keys.onBack()
}

/** The filled button of the panel that is open, else of the page. */
function save(): boolean {
  const layered = document.body.classList.contains('q-layered')
  const foot = layered ? '.q-layer .q-sheet__foot, .q-layer .q-dialog' : `${PAGE} .q-screen__foot, ${PAGE} .q-scroll`
  const button = visible(foot).flatMap((one) => [...one.querySelectorAll<HTMLElement>('.q-btn--primary')])[0]
  button?.click()
  return button !== undefined
}

/** Listens to the keys of a desk until the result is called. `latest` is read at each key. */
export function listenToKeys(latest: () => DeskKeys): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.altKey || event.defaultPrevented) return
    const keys = latest()
    const { target, code } = event
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'Enter' && save()) event.preventDefault()
      return
    }
    // A panel has the keys to itself.
    if (document.body.classList.contains('q-layered')) return
    const search = visible(keys.search)[0]
    const searching = target !== null && target === search
    const moves = event.key === 'ArrowDown' || event.key === 'ArrowUp'
    const done = () => event.preventDefault()
    if (event.key === 'Escape') {
      done()
      return goBack(keys, target)
    }
    if (searching && event.key === 'ArrowDown') {
      done()
      return step(keys, 1)
    }
    // On the first page of the desk the rows are not what the search finds: there Enter searches.
    if (searching && event.key === 'Enter' && keys.opens) {
      done()
      return enter(keys)
    }
    if (isField(target)) return
    if (moves && !(keys.opens && inPage(target))) {
      done()
      return step(keys, event.key === 'ArrowDown' ? 1 : -1)
    }
    if (event.key === 'Enter' && target instanceof Element && target.matches(keys.rows)) {
      done()
      event.stopPropagation()
      return enter(keys)
    }
    // By place, not by sign: a Chinese keyboard sends 、 for it.
    if (code === 'Slash' && search) {
      done()
      if (event.shiftKey) return keys.onHelp()
      search.focus()
      if (search instanceof HTMLInputElement) search.select()
      return
    }
    if (code === 'Slash' && event.shiftKey) {
      done()
      return keys.onHelp()
    }
    const part = /^Digit([1-9])$/.exec(code)?.[1]
    if (part && !event.shiftKey) {
      done()
      keys.onPart(Number(part) - 1)
    }
  }
  // Before the listener that turns Enter into a tap.
  document.addEventListener('keydown', onKey, true)
  return () => document.removeEventListener('keydown', onKey, true)
}
