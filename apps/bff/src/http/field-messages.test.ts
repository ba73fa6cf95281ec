import { expect, it } from 'vitest'
import { z } from 'zod'
import { fieldErrors } from './field-messages.ts'

const messageOf = (schema: z.ZodType, value: unknown, input: unknown = { x: value }) => {
  const { error } = z.object({ x: schema }).safeParse(input)
  return error ? fieldErrors(error, input).map(({ message }) => message) : []
}

it.each<[string, z.ZodType, unknown, string]>([
  ['nothing', z.string(), undefined, '这一项要填。'],
  ['null', z.string(), null, '这一项要填。'],
  ['an empty text', z.string().min(1), '', '这一项要填。'],
  ['blanks', z.string().trim().min(1), '  ', '这一项要填。'],
  ['another type', z.string(), 5, '这一项没看懂，请重新填。'],
  ['not a number', z.number(), Number.NaN, '这一项没看懂，请重新填。'],
  ['too short a text', z.string().min(8), 'abc', '至少8个字。'],
  ['too long a text', z.string().max(2), 'abc', '最多2个字。'],
  ['too short a list', z.array(z.string()).min(2), ['a'], '至少选2项。'],
  ['too long a list', z.array(z.string()).max(1), ['a', 'b'], '最多1项。'],
  ['too small a number', z.number().min(3), 1, '不能小于3。'],
  ['too big a number', z.number().max(3), 5, '不能大于3。'],
  ['a fraction', z.number().int(), 1.5, '这一项没看懂，请重新填。'],
  ['an odd step', z.number().multipleOf(5), 7, '这一项没看懂，请重新填。'],
  ['no choice', z.enum(['a', 'b']), 'c', '不在可选的范围里。'],
  ['no choice of Chinese words', z.enum(['单休', '双休']), '无休', '不在可选的范围里。'],
  ['a missing choice of Chinese words', z.enum(['单休', '双休']), undefined, '这一项要填。'],
  ['no literal', z.literal('a'), 'b', '不在可选的范围里。'],
  ['no address', z.url(), 'x', '网址要以 http:// 或 https:// 开头。'],
  ['no mail', z.email(), 'x', '邮箱要写成 name@example.com 的样子。'],
  ['no pattern', z.string().regex(/^\d+$/), 'x', '这一项没看懂，请重新填。'],
  ['unknown keys', z.strictObject({}), { y: 1 }, '这一项没看懂，请重新填。'],
  ['unknown keys in Chinese', z.strictObject({}), { 电话: 1 }, '这一项没看懂，请重新填。'],
  ['a wrong key', z.record(z.string().regex(/^\d$/), z.string()), { ab: 'x' }, '这一项没看懂，请重新填。'],
  ['a sentence of our own', z.string().refine(() => false, '手机号要11位。'), 'x', '手机号要11位。'],
  ['a check without a sentence', z.string().refine(() => false), 'x', '这一项没看懂，请重新填。'],
  ['no branch of a choice', z.union([z.literal(''), z.null(), z.string().max(2)]), 'abc', '最多2个字。'],
])('puts %s into one Chinese sentence', (_, schema, value, sentence) => {
  expect(messageOf(schema, value)).toEqual([sentence])
})

it('names a field deep in a list by its path', () => {
  const schema = z.object({ list: z.array(z.object({ day: z.union([z.null(), z.string().max(2)]) })) })
  const input = { list: [{ day: null }, { day: 'abc' }] }
  const { error } = schema.safeParse(input)
  expect(error && fieldErrors(error, input)).toEqual([{ field: 'list.1.day', message: '最多2个字。' }])
})

it('says one thing about each field, the first that is wrong', () => {
  const schema = z.string().min(5).regex(/^\d+$/).max(1)
  expect(messageOf(schema, 'ab')).toEqual(['至少5个字。'])
})

it('survives a body that is no object', () => {
  for (const input of [null, 5, 'text', []]) expect(messageOf(z.string(), undefined, input)).toHaveLength(1)
})
