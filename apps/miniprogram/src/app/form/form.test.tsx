import { ApiError } from '@qingpin/contract/client'
import { describe, expect, it, vi } from 'vitest'
import { act } from 'react'
import { Button } from '@/ui/button'
import { byRole, render, tap, type } from '../../../test/render'
import { defineDraft } from '../drafts/drafts'
import { FormField, FormProblem } from './fields'
import { createForm, setValues, showRefusal, type Problems } from './form'
import { useForm, useFormDraft, useSubmit } from './use-form'

const EMPTY = { name: '', phone: '' }
const refused = (status: number, body: object) => new ApiError(status, body)

describe('typing', () => {
  it('takes away the problems of what was typed, inside it and of the whole form', () => {
    const form = createForm({ ...EMPTY, stays: [] })
    form.setState({
      problems: { name: '请填姓名。', 'stays.0.from': '请填年月。', phone: '请填手机号。', form: '没存上。' },
    })
    setValues(form, { stays: [] })
    expect(form.getState().problems).toEqual({ name: '请填姓名。', phone: '请填手机号。' })
  })

  it('takes away all problems of a form that fits one screen', () => {
    const form = createForm(EMPTY, EMPTY, { clearsAll: true })
    form.setState({ problems: { name: '请填姓名。', phone: '手机号和微信号至少填一个。' } })
    setValues(form, { name: '王' })
    expect(form.getState().problems).toEqual({})
  })
})

describe('a refusal', () => {
  it('stands at the fields that it names', () => {
    const form = createForm(EMPTY)
    showRefusal(form, refused(400, { details: [{ field: 'phone', message: '手机号要11位。' }] }))
    expect(form.getState()).toMatchObject({ problems: { phone: '手机号要11位。' }, reference: undefined })
  })

  it('without fields is shown at the form, with the reference of an unexpected error', () => {
    const form = createForm(EMPTY)
    showRefusal(form, refused(500, { code: 'INTERNAL_ERROR', message: '服务器出了点问题。', requestId: 'r1' }))
    expect(form.getState()).toMatchObject({ problems: { form: '服务器出了点问题。' }, reference: 'INTERNAL_ERROR r1' })
    setValues(form, { name: '王' })
    expect(form.getState()).toMatchObject({ problems: {}, reference: undefined })
  })
})

const drafts = defineDraft<typeof EMPTY>('customer', { read: (stored) => stored as typeof EMPTY })

function Page({ send }: { readonly send: (values: typeof EMPTY) => Promise<unknown> }) {
  const draft = drafts.of()
  const form = useForm(EMPTY, draft.read())
  useFormDraft(form, {
    draft,
    valueOf: (values) => values,
    atOnce: true,
    linesOf: ({ name }) => [{ label: '姓名', text: name }],
    use: (values) => setValues(form, values),
  })
  const { submit, busy } = useSubmit(form, {
    check: ({ name }): Problems => (name ? {} : { name: '请填姓名。' }),
    send,
  })
  return (
    <>
      <FormField form={form} name="name" label="姓名" />
      <FormProblem form={form} />
      <Button busy={busy} onTap={() => void submit()}>
        保存
      </Button>
    </>
  )
}

function Limited({ send }: { readonly send: (values: typeof EMPTY) => Promise<unknown> }) {
  const form = useForm(EMPTY)
  const { submit } = useSubmit(form, { check: () => ({}), send })
  return (
    <>
      <FormField form={form} name="name" label="姓名" maxLength={5} />
      <Button onTap={() => void submit()}>保存</Button>
    </>
  )
}

it('keeps a text that is too long, says by how much, and sends it only when it is shorter', async () => {
  const send = vi.fn(async () => undefined)
  const page = await render(<Limited send={send} />)
  const input = page.element.querySelector('input') as HTMLInputElement
  await type(input, '欧阳秀兰秀兰')
  expect(input.value).toBe('欧阳秀兰秀兰')
  expect(page.text()).toContain('最多5个字，多了1个。')
  expect(page.text()).toContain('6/5')
  await tap(byRole('button', '保存'))
  expect(send).not.toHaveBeenCalled()
  await type(input, '欧阳秀兰')
  expect(page.text()).not.toContain('最多')
  await tap(byRole('button', '保存'))
  expect(send).toHaveBeenCalledWith({ name: '欧阳秀兰', phone: '' })
})

it('sends nothing while there are gaps, then once, and shows why it was refused', async () => {
  let fail: (error: unknown) => void = () => undefined
  const send = vi.fn(() => new Promise((_, reject) => (fail = reject)))
  const page = await render(<Page send={send} />)
  await tap(byRole('button', '保存'))
  expect(page.text()).toContain('请填姓名。')
  expect(send).not.toHaveBeenCalled()

  await type(page.element.querySelector('input') as HTMLInputElement, '王秀兰')
  expect(page.text()).not.toContain('请填姓名。')
  expect(drafts.of().read()).toMatchObject({ name: '王秀兰' })
  await tap(byRole('button', '保存'))
  await tap(byRole('button', '保存'))
  expect(send).toHaveBeenCalledTimes(1)
  await act(async () => fail(refused(409, { code: 'TAKEN', message: '已经有了。' })))
  expect(page.text()).toContain('已经有了。')
})
