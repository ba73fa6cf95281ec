import { describe, expect, it } from 'vitest'
import { aPerson, type Person } from './browser.ts'
import { beginRegistration, next } from './register-worker.ts'
import { useJourney } from './journey.ts'

const journey = useJourney()
const VISIBLE = 420

/** Where the field with this label and what stands under it lie, px from the top of the screen. */
const placeOf = (person: Person, label: string) =>
  person.page.evaluate<{ top: number; bottom: number; error: number }>(`(() => {
    const input = [...document.querySelectorAll('input, textarea')].filter((one) => one.getAttribute('aria-label') === '${label}' && one.getClientRects().length > 0).at(-1)
    const box = input.getBoundingClientRect()
    const error = input.closest('.q-field').querySelector('.q-field__error')
    return { top: box.top, bottom: box.bottom, error: error ? error.getBoundingClientRect().bottom : 0 }
  })()`)

/** The keyboard comes up: the page keeps its height, and only this much of it is seen. */
const keyboardUp = (person: Person) =>
  person.page.evaluate(`{
    Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => ${VISIBLE} })
    visualViewport.dispatchEvent(new Event('resize'))
  }`)

async function atNumber(): Promise<Person> {
  const person = await aPerson(journey.browser, journey.product.address)
  await person.tap('我要求职')
  await beginRegistration(person, { name: '上官秋月', trade: '住家护老', age: '48', nativePlace: '四川南充' })
  return person
}

async function staysInSight(person: Person): Promise<void> {
  await person.fill('身份证号', '1234')
  await next(person)
  await person.sees('身份证号是18位')
  const seen = async () => {
    const { top, bottom, error } = await placeOf(person, '身份证号')
    return top >= 0 && bottom <= VISIBLE && error > bottom && error <= VISIBLE
  }
  await expect.poll(seen, { timeout: 5000 }).toBe(true)
  expect(person.problems).toEqual([])
  await person.context.close()
}

describe('a field and its error above the keyboard of a browser', () => {
  it('stay in sight in a window of 390 × 420', async () => {
    const person = await atNumber()
    await person.page.setViewportSize({ width: 390, height: VISIBLE })
    await staysInSight(person)
  })

  it('stay in sight where only the visual viewport shrinks, as with a keyboard', async () => {
    const person = await atNumber()
    await person.page.getByLabel('身份证号').filter({ visible: true }).last().focus()
    await keyboardUp(person)
    await staysInSight(person)
  })
})
