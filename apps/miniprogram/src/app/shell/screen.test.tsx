import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { act } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { byRole, render, tap, type } from '../../../test/render'
import { hidePage } from '../../../test/taro'
import { useAppearance } from '@/app/appearance'
import { NetworkError } from '@/platform/network-error'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { problemOf } from '@/ui/read-error'
import { Screen } from './screen'
import { toast } from '@/ui/toast'

const idle = { data: undefined, error: undefined, at: 0, offline: false, refetch: async () => undefined }
const names = (data: readonly string[]) => <View>{data.join('、')}</View>
const empty = { art: 'cv', title: '还没有简历' } as const

afterEach(() => act(async () => useAppearance.getState().setScale(1)))

it('shows a skeleton only when the answer takes longer than 150 ms', async () => {
  vi.useFakeTimers()
  const page = await render(
    <Screen title="简历" query={idle}>
      {names}
    </Screen>,
  )
  expect(page.element.querySelector('.q-skel')).toBeNull()
  await act(() => vi.advanceTimersByTimeAsync(160))
  expect(page.element.querySelector('.q-skel')).not.toBeNull()
  vi.useRealTimers()
})

it('shows the empty state, or the content', async () => {
  const page = await render(
    <Screen title="简历" query={{ ...idle, data: [] }} empty={empty}>
      {names}
    </Screen>,
  )
  expect(page.text()).toContain('还没有简历')
  await page.update(
    <Screen title="简历" query={{ ...idle, data: ['一', '二'] }} empty={empty}>
      {names}
    </Screen>,
  )
  expect(page.text()).toContain('一、二')
})

it('breaks the text of the empty state at its line breaks', async () => {
  const page = await render(
    <Screen title="简历" query={{ ...idle, data: [] }} empty={{ ...empty, text: '手机上就能写\n写完排成 PDF' }}>
      {names}
    </Screen>,
  )
  const lines = [...page.element.querySelectorAll('.q-empty__line')].map((line) => line.textContent)
  expect(lines).toEqual(['手机上就能写', '写完排成 PDF'])
})

it('offers a retry after a network error, and not after a refusal', async () => {
  const refetch = vi.fn(async () => undefined)
  const page = await render(
    <Screen title="简历" query={{ ...idle, refetch, error: new NetworkError('offline') }}>
      {names}
    </Screen>,
  )
  expect(page.text()).toContain('没连上网')
  await tap(byRole('button', '再试一次'))
  expect(refetch).toHaveBeenCalledTimes(1)
  const refused = { status: 404, code: 'NOT_FOUND', message: '这份简历找不到了', requestId: 'r-1' }
  await page.update(
    <Screen title="简历" query={{ ...idle, error: refused }}>
      {names}
    </Screen>,
  )
  expect(page.text()).toContain('这份简历找不到了')
  expect(page.text()).toContain('问题编号 r-1')
  await tap(byRole('button', '复制编号'))
  expect(Taro.setClipboardData).toHaveBeenLastCalledWith({ data: 'NOT_FOUND r-1' })
  expect(page.text()).not.toContain('再试一次')
})

it('never shows the message of an error that is not from the server', async () => {
  const page = await render(
    <Screen title="简历" query={{ ...idle, error: new TypeError('x is undefined') }}>
      {names}
    </Screen>,
  )
  expect(page.text()).not.toContain('undefined')
  expect(page.text()).toContain('这一页没打开')
})

it('shows stored content with its time without a network', async () => {
  const at = Date.parse('2026-01-05T09:12+08:00')
  const page = await render(
    <Screen title="简历" query={{ ...idle, data: ['一'], at, offline: true }}>
      {names}
    </Screen>,
  )
  expect(page.text()).toContain('离线内容')
  expect(page.text()).toContain('9:12')
  expect(page.text()).toContain('一')
})

it('shows the time of the oldest part of a page, and a retry fetches only outdated parts', async () => {
  const fresh = { ...idle, data: ['一'], at: Date.now(), refetch: vi.fn(async () => undefined) }
  const at = Date.parse('2026-01-05T09:12+08:00')
  const old = { ...fresh, at, error: new NetworkError('timeout'), refetch: vi.fn(async () => undefined) }
  const page = await render(
    <Screen title="简历" parts={[fresh, old]}>
      一
    </Screen>,
  )
  expect(page.text()).toContain('离线内容')
  expect(page.text()).toContain('9:12')
  await tap(byRole('button', '再试一次'))
  expect(old.refetch).toHaveBeenCalledTimes(1)
  expect(fresh.refetch).not.toHaveBeenCalled()
})

it('offers the reference of an unexpected error beside its sentence', async () => {
  const broken = { status: 500, code: 'INTERNAL_ERROR', message: '服务器出了点问题。', requestId: 'r-2' }
  const page = await render(
    <FieldError {...problemOf(broken, (title) => `没记上：${title.replace('。', '')}。写的都还在。`)} />,
  )
  await tap(byRole('button', '复制编号'))
  expect(Taro.setClipboardData).toHaveBeenLastCalledWith({ data: 'INTERNAL_ERROR r-2' })
  await page.update(<FieldError text="手机号要11位，还差6位。" />)
  expect(page.text()).not.toContain('复制编号')
})

it('shows the actions at its foot only with content', async () => {
  const page = await render(
    <Screen title="简历" query={{ ...idle, error: new NetworkError('failed') }} foot="下一步">
      {names}
    </Screen>,
  )
  expect(page.text()).not.toContain('下一步')
  await page.update(
    <Screen title="简历" query={{ ...idle, data: ['一'] }} foot="下一步">
      {names}
    </Screen>,
  )
  expect(page.text()).toContain('下一步')
})

it('sets scale and theme on its own root element, where the sizes are computed', async () => {
  const page = await render(<Screen title="简历">一</Screen>)
  await act(async () => useAppearance.getState().setScale(1.5))
  const root = page.element.querySelector<HTMLElement>('.ui')
  expect(root?.classList.contains('care')).toBe(true)
  expect(root?.style.getPropertyValue('--scale')).toBe('1.5')
})

it('shows a toast on the screen in front only', async () => {
  const page = await render(<Screen title="简历">一</Screen>)
  await act(async () => toast('已记下'))
  expect(page.text()).toContain('已记下')
  await act(async () => hidePage())
  expect(page.text()).not.toContain('已记下')
})

it('closes a dialog by its button or Escape', async () => {
  const answers: string[] = []
  const page = await render(
    <Screen title="简历">
      <Dialog
        open
        title="不再公开？"
        confirm="不公开"
        onConfirm={() => answers.push('是')}
        onCancel={() => answers.push('否')}
      />
    </Screen>,
  )
  expect(page.text()).toContain('不再公开？')
  await tap(byRole('button', '不公开'))
  await act(async () => void document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })))
  expect(answers).toEqual(['是', '否'])
})

it('keeps the input element while typing, and replaces it when the form is reset', async () => {
  let reset: (value: string) => void = () => undefined
  const Form = () => {
    const [name, setName] = useState('')
    reset = setName
    return <Field label="姓名" value={name} onInput={setName} />
  }
  const page = await render(<Form />)
  const input = page.element.querySelector('input') as HTMLInputElement
  await type(input, '沈知远')
  expect(page.element.querySelector('input')).toBe(input)
  await act(async () => reset(''))
  expect(page.element.querySelector('input')).not.toBe(input)
  expect(page.element.querySelector('input')?.value).toBe('')
})
