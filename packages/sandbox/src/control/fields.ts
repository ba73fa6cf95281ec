import type { Context } from 'hono'
import { z } from 'zod'
import type { Env } from '../world.ts'

/** Thrown for input that the caller should correct; its message is for the caller. */
export class BadInput extends Error {
  override name = 'BadInput'
}

const TEXT_MAX = 200
const TEXT = `要是 1 到 ${TEXT_MAX} 个字符的文字`

/** A text of 1 to 200 characters; outer blanks are trimmed. */
export const text = z.string(TEXT).trim().min(1, TEXT).max(TEXT_MAX, TEXT)

/** Above 0 and up to 1. */
export const fraction = z.number('要大于 0，最大是 1').gt(0, '要大于 0，最大是 1').max(1, '要大于 0，最大是 1')

export const flag = z.boolean('要是 true 或 false')

export const noFields = z.object({})

/** A text of at most `max` characters, which may be empty. */
export const longText = (max: number) => z.string('要是文字').max(max, '要是文字')

export function wholeNumber(min: number, max: number) {
  const message = `要是 ${min} 到 ${max} 的整数`
  return z.int(message).min(min, message).max(max, message)
}

/** A number of times; 1 by default. */
export const times = (max: number) => wholeNumber(1, max).default(1)

export const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `只能是 ${values.join('、')}`)

/** The fields of a request's JSON body; see `parseFields`. */
export async function readFields<S extends z.ZodObject>(c: Context<Env>, schema: S): Promise<z.output<S>> {
  return parseFields(await c.req.text(), schema)
}

/**
 * The fields of a JSON body. An empty body counts as `{}`, and `null` as a missing field. An unknown key is refused,
 * because a misspelt one would have no effect. Throws BadInput.
 */
export function parseFields<S extends z.ZodObject>(body: string, schema: S): z.output<S> {
  const given = parseObject(body)
  const result = schema.strict().safeParse(given)
  if (result.success) return result.data as z.output<S>
  const { issues } = result.error
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (issue?.code === 'unrecognized_keys') {
    throw new BadInput(`不认识 ${issue.keys[0]}，这里只有：${Object.keys(schema.shape).join('、') || '没有参数'}`)
  }
  const name = String(issue?.path[0] ?? '')
  throw new BadInput(Object.hasOwn(given, name) ? `${name} ${issue?.message}` : `缺少 ${name}`)
}

function parseObject(body: string): Record<string, unknown> {
  if (body.trim() === '') return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    throw new BadInput('请求正文不是 JSON')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new BadInput('请求正文要是一个 JSON 对象')
  }
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== null))
}
