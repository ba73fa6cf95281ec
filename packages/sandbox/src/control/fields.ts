/** Thrown for input that the caller should correct; its message is for the caller. */
export class BadInput extends Error {
  override name = 'BadInput'
}

export type Fields = Readonly<Record<string, unknown>>

const longest = 200

/** An empty body counts as `{}`. A key that is not known is refused, since a misspelt one would do nothing silently. */
export const parseFields = (body: string, known: readonly string[]): Fields => {
  const fields = parseObject(body)
  const stranger = Object.keys(fields).find((key) => !known.includes(key))
  if (stranger !== undefined) throw new BadInput(`不认识 ${stranger}，这里只有：${known.join('、') || '没有参数'}`)
  return fields
}

const parseObject = (body: string): Fields => {
  if (body.trim() === '') return {}
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed }
  } catch {
    throw new BadInput('请求正文不是 JSON')
  }
  throw new BadInput('请求正文要是一个 JSON 对象')
}

export const text = (fields: Fields, name: string): string | undefined => {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || value.trim() === '' || value.length > longest) {
    throw new BadInput(`${name} 要是 1 到 ${longest} 个字符的文字`)
  }
  return value.trim()
}

export const requiredText = (fields: Fields, name: string): string => {
  const value = text(fields, name)
  if (value === undefined) throw new BadInput(`缺少 ${name}`)
  return value
}

export const wholeNumber = (fields: Fields, name: string, range: { min: number; max: number }): number | undefined => {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < range.min || value > range.max) {
    throw new BadInput(`${name} 要是 ${range.min} 到 ${range.max} 的整数`)
  }
  return value
}

/** Above 0 and up to 1. */
export const fraction = (fields: Fields, name: string): number | undefined => {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !(value > 0 && value <= 1)) throw new BadInput(`${name} 要大于 0，最大是 1`)
  return value
}

export const flag = (fields: Fields, name: string): boolean | undefined => {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'boolean') throw new BadInput(`${name} 要是 true 或 false`)
  return value
}

export const oneOf = <T extends string>(
  name: string,
  value: string | undefined,
  choices: readonly T[],
): T | undefined => {
  if (value === undefined) return undefined
  const choice = choices.find((one) => one === value)
  if (choice === undefined) throw new BadInput(`${name} 只能是 ${choices.join('、')}`)
  return choice
}
