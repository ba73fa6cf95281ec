import { describe, expect, it } from 'vitest'
import { aPerson, type Person, shown } from './browser.ts'
import { write } from './database.ts'
import { look } from './look.ts'
import { useJourney } from './journey.ts'
import { ask, logIn, storageOf } from './visitors.ts'

const journey = useJourney()

const QUESTION = '会做黄酒煮蛋吗？'
const ANSWER = '会的，也会做鲫鱼汤。'
const HOSTILE = '<img src=x onerror="document.title=1">'

interface List {
  id: string
  link: string
  items: { name: string; resumeId: string }[]
}

/** The worker with this number on the customer's list. */
const card = (person: Person, n: number) => shown(person, '.sl-card:not(.sl-cmp)').nth(n)

const LOOKS = [
  { words: 'light', dark: false, scale: 1, customer: '方女士' },
  { words: 'dark', dark: true, scale: 1, customer: '沈女士' },
  { words: 'large type', dark: false, scale: 1.5, customer: '陈雅琴' },
]

describe.each(LOOKS)('a shortlist, in $words', ({ dark, scale, customer }) => {
  let staff: Person
  let guest: Person
  let list: List
  let customerId: string
  /** What the phones asked for, and what the customer's was answered. */
  const watched: string[] = []
  const answers: string[] = []

  const call = async <T>(path: string, body?: object): Promise<T> => {
    const token = (await logIn(journey.product, { staff: 'employee' }))?.access_token
    return ask<T>(journey.product, path, { token, ...(body ? { body } : {}) })
  }
  const openLink = () =>
    aPerson(journey.browser, journey.product.address, new URL(list.link).hash, {
      dark,
      storage: storageOf(undefined, scale),
    })

  it('is made of workers with their reasons and mismatches, and seen as the customer will see it', async () => {
    const search = `/api/customers/miniprogram/list?search=${encodeURIComponent(customer)}`
    const { customers } = await call<{ customers: [{ id: string }] }>(search)
    customerId = customers[0].id
    const storage = storageOf(await logIn(journey.product, { staff: 'employee' }), scale)
    const path = `/#/features/customers/detail/index?id=${customerId}`
    staff = await aPerson(journey.browser, journey.product.address, path, { dark, storage })
    staff.page.on('request', (request) => void watched.push(decodeURIComponent(request.url())))
    await staff.tap('找合适的阿姨')
    await staff.sees('怎么排的')
    await shown(staff, '.cm-row .q-find').first().waitFor()
    await look(staff)
    for (const n of [0, 1, 2]) await shown(staff, '.cm-row__pick').nth(n).click()
    await staff.sees('选了3位')
    await staff.tap('做成名单')
    await staff.sees('客户看到的是这样')
    await staff.sees('陈默给您选了3位')
    await staff.tap('生成链接')
    await staff.sees('复制链接')
    await staff.sees(/前能看，谁打开都印着/)
    await look(staff)
    const { items } = await call<{ items: [{ id: string }] }>(`/api/shortlists?customerId=${customerId}`)
    list = await call<List>(`/api/shortlists/${items[0].id}`)
    expect(list.items).toHaveLength(3)
  })

  it('opens without login, under a watermark of whom it is for, and holds no number, paper or full name', async () => {
    guest = await aPerson(journey.browser, journey.product.address, '/', { dark, storage: storageOf(undefined, scale) })
    guest.page.on('response', async (response) => {
      if (response.url().includes('/api/shortlists/guest')) answers.push(await response.text().catch(() => ''))
    })
    await guest.page.goto(`${journey.product.address}/${new URL(list.link).hash}`)
    await guest.sees('陈默给您选了3位')
    await expect.poll(() => answers.length).toBeGreaterThan(0)
    expect(await guest.page.evaluate<string>('location.hash')).not.toContain(list.link.slice(-20))
    const mark = await guest.page.evaluate<string>("getComputedStyle(document.querySelector('.sl-wm')).maskImage")
    expect(decodeURIComponent(mark)).toContain(`${customer}专看`)
    await look(guest)
    const said = answers.join()
    expect(said).toContain(customer)
    expect(said).not.toMatch(/(?<![\w-])(?:1[3-9]\d{9}|\d{17}[\dX])(?![\w-])|idCard|phone/i)
    for (const { name, resumeId } of list.items) {
      const stranger = await ask<{ name: string }>(journey.product, `/api/resumes/public/${resumeId}`)
      if (stranger.name !== name) expect(said).not.toContain(name)
    }
  })

  it('is compared, liked, asked about, and the open page of staff shows each by its topic', async () => {
    for (const n of [0, 1, 2]) await card(guest, n).getByText('比一比', { exact: true }).click()
    await expect.poll(() => shown(guest, '.sl-cmp__row--names .sl-cmp__v--better').count()).toBe(3)
    await look(guest)
    for (const n of [0, 1]) await card(guest, n).getByText('想见她', { exact: true }).click()
    await guest.sees('想见2位')
    await expect.poll(() => shown(staff, '.sd-who').filter({ hasText: '点的想见' }).count()).toBe(2)
    expect(watched.filter((url) => url.includes('/api/events') && url.includes(`shortlist:${list.id}`))).not.toEqual([])

    await card(guest, 0).getByText('留言', { exact: true }).click()
    await shown(guest, '.q-sheet textarea').fill(QUESTION)
    await guest.tap('发出去')
    await card(guest, 0).getByText(QUESTION).waitFor()
    await staff.sees(QUESTION)
    await staff.tap('回话')
    await shown(staff, '.q-sheet textarea').fill(ANSWER)
    await shown(staff, '.q-sheet .q-btn').last().click()
    await guest.sees(ANSWER)
  })

  it('gets a time, which is changed, is there after a reload, and becomes an interview by two taps', async () => {
    const send = async () => {
      await guest.tap('告诉陈默')
      await expect.poll(() => shown(guest, '.q-sheet').count()).toBe(0)
    }
    const slots = shown(staff, '.sd-slot__when')
    await guest.tap('选面试时间')
    await guest.tap('上午')
    await look(guest)
    await send()
    await expect.poll(() => slots.allTextContents()).toEqual([expect.stringMatching(/上午$/)])
    await guest.tap('改面试时间')
    await guest.tap('上午')
    await guest.tap('晚上')
    await send()
    await expect.poll(() => slots.allTextContents()).toEqual([expect.stringMatching(/晚上$/)])
    await guest.page.reload()
    await guest.sees('想见2位')
    await guest.sees('提了1个时间，能改')
    await card(guest, 0).getByText(ANSWER).waitFor()

    await staff.tap('约这个')
    await staff.tap('约好')
    await staff.sees('约好了，客户的名单上看得到')
    await guest.sees(/^面试约在/)
    const [file] = await Promise.all([guest.page.waitForEvent('download'), guest.tap('加到日历')])
    expect(file.suggestedFilename()).toMatch(/\.ics$/)
    await look(guest)
    await look(staff)
  })

  it('stands in the history of the customer', async () => {
    await staff.tap('看客户')
    await staff.sees('往来记录')
    await staff.sees(/名单：和.+约在.+面试。/)
    await staff.sees(`给${customer}的名单，3位`)
    const { items } = await call<{ items: { text?: string | null; followUp?: { content: string } | null }[] }>(
      `/api/customers/miniprogram/${customerId}/timeline`,
    )
    const notes = items.flatMap(({ followUp }) => followUp?.content ?? [])
    for (const words of [/想见/, /说.*黄酒煮蛋/, /提了面试时间/, /约在/])
      expect(notes.some((note) => note.startsWith('名单：') && words.test(note))).toBe(true)

    // What a customer writes is shown as it was written, and nothing of it runs.
    await card(guest, 1).getByText('留言', { exact: true }).click()
    await shown(guest, '.q-sheet textarea').fill(HOSTILE)
    await guest.tap('发出去')
    await card(guest, 1).getByText(HOSTILE).waitFor()
    await staff.page.reload()
    await staff.sees(HOSTILE)
    for (const { page } of [guest, staff]) {
      expect(await page.locator('img[src="x"]').count()).toBe(0)
      expect(await page.title()).not.toBe('1')
    }
  })

  it('shows that it has expired or is not public any more, and the colleague to ask', async () => {
    const { id } = list
    write(journey.product, 'update shortlists set expires_at = 1 where id = ?', id)
    const late = await openLink()
    await late.sees('这份名单过了能看的时间')
    await late.sees(/陈默/)
    await late.sees('打电话问')
    await look(late)
    write(journey.product, 'update shortlists set expires_at = ? where id = ?', Date.now() + 3_600_000, id)
    await call(`/api/shortlists/${id}/revoke`, {})
    await guest.page.reload()
    await guest.sees('这份名单不再公开了')
    for (const person of [staff, guest, late]) {
      expect(person.problems).toEqual([])
      await person.context.close()
    }
  })
})
