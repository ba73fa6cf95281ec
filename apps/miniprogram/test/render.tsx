import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'

export interface Rendered {
  readonly element: HTMLElement
  readonly text: () => string
  readonly update: (node: ReactNode) => Promise<void>
  readonly leave: () => Promise<void>
}

const open = new Set<Root>()

/** What one test leaves mounted would go on answering in the next. */
export const leaveAll = () =>
  act(async () => {
    open.forEach((root) => root.unmount())
    open.clear()
  })

export const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 0))))

export async function until(check: () => boolean): Promise<void> {
  const late = Date.now() + 20_000
  while (!check() && Date.now() < late) await settle()
  if (!check()) throw new Error(`never came: ${check.toString()}, in ${document.body.textContent}`)
}

export async function render(node: ReactNode): Promise<Rendered> {
  const element = document.createElement('div')
  document.body.append(element)
  const root = createRoot(element)
  open.add(root)
  await act(async () => root.render(node))
  return {
    element,
    text: () => element.textContent ?? '',
    update: (next) => act(async () => root.render(next)),
    leave: () =>
      act(async () => {
        open.delete(root)
        root.unmount()
      }),
  }
}

/** A button keeps room for its other face, which nobody sees. */
function textOf(element: HTMLElement): string | null {
  const shown = element.cloneNode(true) as HTMLElement
  const unseen = element.classList.contains('q-btn--busy')
    ? '.q-btn__face:not(.q-btn__face--busy)'
    : '.q-btn__face--busy'
  shown.querySelectorAll(unseen).forEach((face) => face.remove())
  return shown.textContent
}

/** The element with this role whose label or text is exactly this. */
export function byRole(role: string, name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(`[role="${role}"]`)].find(
    (one) => (one.getAttribute('aria-label') ?? textOf(one)) === name,
  )
  if (!found) throw new Error(`no ${role} named ${name}`)
  return found
}

export const tap = (element: HTMLElement) => act(async () => element.click())

export const type = (input: HTMLInputElement | HTMLTextAreaElement, value: string) =>
  act(async () => {
    // React watches the property, so it has to be set past its own setter.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value')?.set?.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
