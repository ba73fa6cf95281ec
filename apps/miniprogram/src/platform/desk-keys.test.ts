import { afterEach, beforeEach, expect, it } from 'vitest'
import { listenToKeys, type DeskKeys } from './desk-keys.h5'
import { pressable } from './pressable'

const none = () => undefined
const KEYS: DeskKeys = {
  rows: '.row',
  opens: true,
  detail: false,
  search: '.search',
  onHelp: none,
  onBack: none,
  onPart: none,
}

let clicked: string[]
let stop = none as () => void

/** A page with a search, two rows, a choice and the button that saves. */
function draw(keys: Partial<DeskKeys> = {}): void {
  const { role } = pressable({ role: 'checkbox' })
  document.body.innerHTML = `
    <input class="search">
    <taro-view-core class="row" role="link" tabindex="0">row 1</taro-view-core>
    <div class="taro_page_show"><div class="q-screen">
      <taro-view-core class="choice" role="${role}" tabindex="0">choice</taro-view-core>
      <div class="q-screen__foot"><taro-view-core class="q-btn--primary" role="button">save</taro-view-core></div>
    </div></div>`
  stop = listenToKeys(() => ({ ...KEYS, ...keys }))
}

function press(selector: string, key: string, how: KeyboardEventInit = {}): void {
  const target = document.querySelector<HTMLElement>(selector)
  target?.focus()
  target?.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...how }))
}

const onClick = (event: Event) => void clicked.push((event.target as HTMLElement).textContent ?? '')
beforeEach(() => {
  clicked = []
  document.addEventListener('click', onClick)
})
afterEach(() => {
  stop()
  document.removeEventListener('click', onClick)
  document.body.innerHTML = ''
})

it('saves with Ctrl Enter, and does not press what has the focus too', () => {
  draw()
  press('.choice', 'Enter', { ctrlKey: true })
  expect(clicked).toEqual(['save'])
  press('.choice', 'Enter')
  press('.choice', ' ')
  expect(clicked).toEqual(['save', 'choice', 'choice'])
})

it('opens the first row that a search finds with Enter, and no row where the rows are not what it finds', () => {
  draw()
  press('.search', 'Enter')
  expect(clicked).toEqual(['row 1'])
  stop()
  draw({ opens: false })
  press('.search', 'Enter')
  expect(clicked).toEqual(['row 1'])
})
