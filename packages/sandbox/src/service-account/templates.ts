import type { WechatError } from '../wechat/errors.ts'

const FIELD_LENGTH = 20
const LONGER: readonly (readonly [RegExp, number])[] = [[/^character_string\d+$/, 32]]
/** Parts that messages lost in 2023. */
const GONE = ['first', 'remark']

export interface TemplateRequest {
  template_id?: unknown
  data?: unknown
  topcolor?: unknown
}
export type TemplateCheck = { failure: WechatError } | { failure?: undefined; data: Record<string, string> }

/** Checks the content of a message against the template: its fields, all of them, and no others. */
export function checkTemplate(
  templates: Readonly<Record<string, readonly string[]>>,
  request: TemplateRequest,
): TemplateCheck {
  const fields = typeof request.template_id === 'string' ? templates[request.template_id] : undefined
  if (!fields) return { failure: 'invalidTemplate' }
  const data = (typeof request.data === 'object' && request.data !== null ? request.data : {}) as Record<
    string,
    unknown
  >
  const names = Object.keys(data)
  if (request.topcolor !== undefined || names.some((name) => GONE.includes(name))) return { failure: 'invalidData' }
  if (names.length !== fields.length || fields.some((name) => !names.includes(name))) return { failure: 'invalidData' }
  const values: Record<string, string> = {}
  for (const name of fields) {
    const entry = data[name] as { value?: unknown; color?: unknown } | null
    const most = LONGER.find(([kind]) => kind.test(name))?.[1] ?? FIELD_LENGTH
    if (typeof entry?.value !== 'string' || entry.value === '' || [...entry.value].length > most)
      return { failure: 'invalidData' }
    if (entry.color !== undefined || entry.value.includes('\n')) return { failure: 'invalidData' }
    values[name] = entry.value
  }
  return { data: values }
}
