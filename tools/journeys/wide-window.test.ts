import { describe, expect, it } from 'vitest'
import { aPerson, type Person, VIEWPORT, shown } from './browser.ts'
import { address, WIDE_WINDOW, focused, logIn, panelOpens, press, tabTo } from './by-keyboard.ts'
import { useJourney } from './journey.ts'

const journey = useJourney()

const NOTE = '先生下班后才能一起看，约在周六上午'

const current = (person: Person) => shown(person, '.desk-list [aria-current="true"]')

async function atDesk(path = '/#/features/auth/staff-login/index'): Promise<Person> {
  const person = await aPerson(journey.browser, journey.product.address, path)
  await person.page.setViewportSize(WIDE_WINDOW)
  return person
}

describe('a manager at a desk of 1280 px, by keyboard alone', () => {
  let person: Person
  let detail: string

  it('logs in, searches a customer and opens her', async () => {
    person = await atDesk()
    await logIn(person, 'manager')
    expect(await shown(person, 'taro-tabbar').count()).toBe(0)
    await press(person, '2')
    await shown(person, '.desk-list .cl-row').first().waitFor()
    await press(person, '/')
    expect(await focused(person)).toBe('姓名、手机尾号')
    await person.page.keyboard.type('陈雅琴')
    await expect.poll(() => shown(person, '.desk-list .cl-row').count()).toBe(1)
    await press(person, 'Enter')
    await person.sees('往来记录')
    await expect.poll(() => current(person).textContent()).toContain('陈雅琴')
    detail = await address(person)
    expect(detail).toContain('features/customers/detail/index?id=')
  })

  it('writes a follow-up and saves it', async () => {
    await tabTo(person, '记跟进')
    await press(person, 'Enter')
    await shown(person, '.fu textarea').waitFor()
    await tabTo(person, '到店')
    await press(person, 'Enter')
    await shown(person, '.fu textarea').focus()
    await person.page.keyboard.type(NOTE)
    await press(person, 'Control+Enter')
    // The day of the next one is asked for, by a sheet that takes the focus once it has rendered itself.
    await person.page.locator('.q-sheet:focus-within').waitFor()
    await tabTo(person, /^3天后/)
    await press(person, 'Enter')
    await press(person, 'Control+Enter')
    await person.sees('记下了')
    await expect.poll(() => shown(person, '.cd-tl').first().textContent()).toContain(NOTE)
    await expect.poll(() => current(person).textContent()).toContain(NOTE)
  })

  it('assigns her to a colleague with a reason', async () => {
    await tabTo(person, /^转给同事/)
    await press(person, 'Enter')
    // Before that, Tab goes on in the page, and the sheet then takes the focus away from what was reached.
    await panelOpens(person, 'sheet')
    await shown(person, '.q-sheet .q-opt').first().waitFor()
    await tabTo(person, /^(?:赵一鸣|何佳宁|孙悦)/)
    await press(person, 'Enter')
    await press(person, 'Control+Enter')
    await person.sees(/转给.+了/)
    await expect.poll(() => shown(person, '.q-sheet').count()).toBe(0)
  })

  it('moves through the list with the arrows, and the browser goes back to what was opened', async () => {
    await press(person, 'Escape')
    await press(person, '/')
    await press(person, 'Control+A')
    await press(person, 'Delete')
    await expect.poll(() => shown(person, '.desk-list .cl-row').count()).toBeGreaterThan(3)
    await press(person, 'ArrowDown')
    await press(person, 'ArrowDown')
    await press(person, 'ArrowDown')
    await expect.poll(() => address(person)).not.toBe(detail)
    const chosen = await shown(person, '.desk-list .cl-row:focus .cl-row__name').textContent()
    await expect.poll(() => current(person).locator('.cl-row__name').textContent()).toBe(chosen)
    await press(person, 'Enter')
    // Into the detail, and back to the row.
    await expect.poll(() => shown(person, '.taro_page :focus').count()).toBe(1)
    await press(person, 'Escape')
    await expect.poll(() => shown(person, '.desk-list .cl-row:focus').count()).toBe(1)
    const second = await address(person)
    await person.page.reload()
    await expect.poll(() => current(person).locator('.cl-row__name').textContent()).toBe(chosen)
    expect(await address(person)).toBe(second)
  })

  it('goes on to the workers and to the interviews', async () => {
    await press(person, '3')
    await shown(person, '.desk-list .q-person').first().waitFor()
    await press(person, 'ArrowDown')
    await expect.poll(() => address(person)).toContain('features/workers/detail/index?id=')
    await person.sees('证件')
    await press(person, '4')
    await expect.poll(() => address(person)).toContain('pages/interviews/index')
    expect(person.problems).toEqual([])
    await person.context.close()
  })
})

describe('a link to a customer', () => {
  it('opens her beside the list, and keeps what is typed when the window becomes a phone and a desk again', async () => {
    const first = await atDesk()
    await logIn(first, 'employee')
    await press(first, '2')
    await shown(first, '.desk-list .cl-row').first().waitFor()
    await press(first, 'ArrowDown')
    await expect.poll(() => address(first)).toContain('customers/detail')
    const link = await address(first)
    await first.page.goto('about:blank')
    await first.page.goto(`${journey.product.address}/${link}`)
    await expect.poll(() => current(first).count()).toBe(1)
    await first.sees('往来记录')
    await tabTo(first, '记跟进')
    await press(first, 'Enter')
    const note = shown(first, '.fu textarea')
    await note.fill(NOTE)
    await first.page.setViewportSize(VIEWPORT)
    await expect.poll(() => shown(first, '.desk-list').count()).toBe(0)
    expect(await note.inputValue()).toBe(NOTE)
    await first.page.setViewportSize(WIDE_WINDOW)
    await expect.poll(() => shown(first, '.desk-list').count()).toBe(1)
    expect(await note.inputValue()).toBe(NOTE)
    await first.page.goBack()
    await first.sees('往来记录')
    expect(first.problems).toEqual([])
    await first.context.close()
  })

  it('shows no desk to a guest, however wide the window is', async () => {
    const guest = await atDesk('/')
    await guest.sees('我要求职')
    expect(await shown(guest, '.desk-side').count()).toBe(0)
    expect(guest.problems).toEqual([])
    await guest.context.close()
  })
})
