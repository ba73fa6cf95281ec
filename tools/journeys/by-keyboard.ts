import { type Person, shown } from './browser.ts'

/** The window of a desk. */
export const WIDE_WINDOW = { width: 1280, height: 800 }

/** More stops than any page has. */
const STOPS_MOST = 250

/** What has the focus: its label, or its words; empty where nothing has it. */
export const focused = (person: Person): Promise<string> =>
  person.page.evaluate<string>(`(() => {
    const at = document.activeElement
    if (at === document.body) return ''
    return (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim()
  })()`)

/**
 * Goes on with Tab until this has the focus. Words are compared as a whole; an expression is for what carries more, such as
 * a button with the words of its busy state.
 */
export async function tabTo(person: Person, words: string | RegExp): Promise<void> {
  const seen: string[] = []
  for (let i = 0; i < STOPS_MOST; i++) {
    const now = await focused(person)
    if (typeof words === 'string' ? now === words : words.test(now)) return
    seen.push(now.slice(0, 20))
    await press(person, 'Tab')
  }
  throw new Error(`Tab never came to ${String(words)}: ${seen.join(' | ')}`)
}

export const press = (person: Person, key: string): Promise<void> => person.page.keyboard.press(key)

export const type = (person: Person, text: string): Promise<void> => person.page.keyboard.type(text)

/** Goes on to a button, a link or a choice and presses it. */
export async function choose(person: Person, words: string | RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(person, words)
  await press(person, key)
}

/** A panel takes the focus once it has rendered itself. */
export const panelOpens = (person: Person, panel: 'sheet' | 'dialog'): Promise<void> =>
  shown(person, `.q-${panel}:focus-within`).waitFor()

export const address = (person: Person): Promise<string> => person.page.evaluate<string>('location.hash')

/** Logs staff of the demo in, from the page for that. */
export async function logIn(person: Person, account: string): Promise<void> {
  await tabTo(person, '用户名')
  await type(person, account)
  await tabTo(person, '密码')
  await type(person, `${account}123`)
  await tabTo(person, /^登录/)
  await press(person, 'Enter')
  await person.sees('先做这些')
}
