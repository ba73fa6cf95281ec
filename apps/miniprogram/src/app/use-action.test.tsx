import { ApiError } from '@qingpin/contract/client'
import { act } from 'react'
import { expect, it, vi } from 'vitest'
import { FieldError } from '@/ui/field-frame'
import { Button } from '@/ui/button'
import { problemOf } from '@/ui/read-error'
import { byRole, render, tap } from '../../test/render'
import { useAction, type ActionOptions } from './use-action'

interface SaverProps {
  readonly work: (what: string) => Promise<unknown>
  readonly options?: ActionOptions
  readonly onEnd?: (done: boolean) => void
}

function Saver({ work, options, onEnd }: SaverProps) {
  const { run, busy, running, problem, forget } = useAction(work, options)
  return (
    <>
      <Button busy={busy} onTap={() => void run('a').then(onEnd)}>
        {busy ? `正在存${running?.[0]}` : '保存'}
      </Button>
      <Button onTap={forget}>知道了</Button>
      {problem ? <FieldError text={problem.text} /> : null}
    </>
  )
}

/** Work whose end the test decides. */
function aWork() {
  const ends: { resolve: () => void; reject: (error: unknown) => void }[] = []
  const work = vi.fn(() => new Promise<void>((resolve, reject) => ends.push({ resolve, reject })))
  const last = () => ends[ends.length - 1]
  return {
    work,
    succeed: () => act(async () => last()?.resolve()),
    fail: (error: unknown) => act(async () => last()?.reject(error)),
  }
}

const refused = new ApiError(409, { code: 'TAKEN', message: '号码登记过了。', requestId: 'r1' })

it('is busy until the work has ended, and says what with', async () => {
  const { work, succeed } = aWork()
  const onEnd = vi.fn()
  const screen = await render(<Saver work={work} onEnd={onEnd} />)
  await tap(byRole('button', '保存'))
  expect(screen.text()).toContain('正在存a')
  await succeed()
  expect(onEnd).toHaveBeenCalledWith(true)
  expect(byRole('button', '保存')).toBeDefined()
})

it('does not begin twice, not even before the first tap is drawn', async () => {
  const { work } = aWork()
  await render(<Saver work={work} />)
  const button = byRole('button', '保存')
  await act(async () => {
    button.click()
    button.click()
  })
  expect(work).toHaveBeenCalledTimes(1)
})

it('does one after another where runs are queued, also after one that failed', async () => {
  const { work, succeed, fail } = aWork()
  const onEnd = vi.fn()
  const screen = await render(<Saver work={work} options={{ queued: true }} onEnd={onEnd} />)
  const button = byRole('button', '保存')
  await act(async () => {
    for (let taps = 0; taps < 3; taps += 1) button.click()
  })
  expect(work).toHaveBeenCalledTimes(1)
  await fail(refused)
  expect(work).toHaveBeenCalledTimes(2)
  await succeed()
  expect(work).toHaveBeenCalledTimes(3)
  expect(screen.text()).toContain('正在存a')
  await succeed()
  expect(onEnd.mock.calls).toEqual([[false], [true], [true]])
  expect(byRole('button', '保存')).toBeDefined()
})

it('shows why it failed until it is tried again, and can be tried at once', async () => {
  const { work, fail } = aWork()
  const onEnd = vi.fn()
  const screen = await render(<Saver work={work} onEnd={onEnd} />)
  await tap(byRole('button', '保存'))
  await fail(refused)
  expect(screen.text()).toContain('号码登记过了。')
  expect(onEnd).toHaveBeenCalledWith(false)
  await tap(byRole('button', '保存'))
  expect(screen.text()).not.toContain('号码登记过了。')
  await fail(refused)
  expect(screen.text()).toContain('号码登记过了。')
  await tap(byRole('button', '知道了'))
  expect(screen.text()).not.toContain('号码登记过了。')
})

it.each([
  ['in other words', (error: unknown) => problemOf(error, (title) => `没存上：${title}`), '没存上：号码登记过了。'],
  ['nowhere, because it is shown elsewhere', () => undefined, ''],
])('shows an error %s', async (_, describe, words) => {
  const { work, fail } = aWork()
  const onEnd = vi.fn()
  const screen = await render(<Saver work={work} options={{ problemOf: describe }} onEnd={onEnd} />)
  await tap(byRole('button', '保存'))
  await fail(refused)
  expect(onEnd).toHaveBeenCalledWith(false)
  expect(screen.text()).toContain(words)
  expect(screen.text().includes('号码登记过了。')).toBe(words !== '')
})

it('stays busy after it was done once, where the page is left by it', async () => {
  const { work, succeed } = aWork()
  const onEnd = vi.fn()
  const screen = await render(<Saver work={work} options={{ once: true }} onEnd={onEnd} />)
  await tap(byRole('button', '保存'))
  await succeed()
  expect(onEnd).toHaveBeenCalledWith(true)
  expect(screen.text()).toContain('正在存')
})

it('quotes the request only of an unexpected error', () => {
  const broken = new ApiError(500, { code: 'INTERNAL_ERROR', message: '服务出了点问题。', requestId: 'r2' })
  expect(problemOf(broken)).toEqual({ text: '服务出了点问题。', reference: 'INTERNAL_ERROR r2' })
  expect(problemOf(refused)).toEqual({ text: '号码登记过了。', reference: undefined })
})
