import type { WechatError } from './errors.ts'

/** A message as it arrived on a phone. */
export interface SubscribeMessage {
  openid: string
  templateId: string
  page: string
  /** The fields by their names, as they were sent. */
  fields: Readonly<Record<string, string>>
  at: number
}

/** The names of the fields of each template, such as `thing1` and `time2`, by its id. */
export type SubscribeTemplates = Readonly<Record<string, readonly string[]>>

export interface SubscribeDeps {
  templates: SubscribeTemplates
  isPerson: (openid: string) => boolean
  /** Of a person for whom nothing was set: without end in development, nothing in tests. */
  usualQuota: number
  now: () => number
}

interface Refusal {
  failure: WechatError
  /** What WeChat says besides: the name of the field. */
  detail?: string
}
export type SubscribeAnswer = Refusal | { failure?: undefined; message: SubscribeMessage }

const MAX_MESSAGES = 500

/** What a value of each kind of field must look like (subscribe messages, 参数值内容限制说明). */
const KINDS: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/su,
  number: /^\d{1,32}$/,
  letter: /^[A-Za-z]{1,32}$/,
  character_string: /^[\x21-\x7e]{1,32}$/,
  time: /^(?:\d{4}年\d{1,2}月\d{1,2}日 )?\d{1,2}:\d{2}$|^\d{4}年\d{1,2}月\d{1,2}日$/,
  phrase: /^[\u4e00-\u9fff]{1,5}$/,
}

const kindOf = (field: string) => field.replace(/\d+$/, '')

/** Subscribe messages of the mini program: each yes of a person is one message of a template. */
export function createSubscribeMessages(deps: SubscribeDeps) {
  const quotas = new Map<string, number>()
  let messages: SubscribeMessage[] = []
  const quotaKey = (openid: string, templateId: string) => `${openid} ${templateId}`
  const left = (openid: string, templateId: string) => quotas.get(quotaKey(openid, templateId)) ?? deps.usualQuota

  function fieldsOf(names: readonly string[], data: unknown): Refusal | { fields: Record<string, string> } {
    const sent = typeof data === 'object' && data !== null ? (data as Record<string, { value?: unknown }>) : {}
    const fields: Record<string, string> = {}
    for (const name of names) {
      const value = sent[name]?.value
      if (typeof value !== 'string' || value === '')
        return { failure: 'invalidData', detail: `data.${name}.value is empty` }
      if (!(KINDS[kindOf(name)] ?? /./).test(value) || /[\r\n]/.test(value))
        return { failure: 'invalidData', detail: `data.${name}.value invalid` }
      fields[name] = value
    }
    return { fields }
  }

  function send(body: Record<string, unknown>): SubscribeAnswer {
    const { touser, template_id: templateId, page = '', data } = body
    if (typeof touser !== 'string' || !deps.isPerson(touser)) return { failure: 'invalidOpenid' }
    const names = typeof templateId === 'string' ? deps.templates[templateId] : undefined
    if (!names || typeof templateId !== 'string') return { failure: 'invalidTemplate' }
    if (typeof page !== 'string' || page.startsWith('/') || !/^[\w/]*(?:\?.*)?$/.test(page))
      return { failure: 'invalidPage' }
    const outcome = fieldsOf(names, data)
    if ('failure' in outcome) return outcome
    const quota = left(touser, templateId)
    if (quota <= 0) return { failure: 'noSubscription' }
    quotas.set(quotaKey(touser, templateId), quota - 1)
    const message = { openid: touser, templateId, page, fields: outcome.fields, at: deps.now() }
    messages = [message, ...messages].slice(0, MAX_MESSAGES)
    return { message }
  }

  return {
    send,
    /** What the person answers in the dialog: a yes is one more message, a no takes all that are left. */
    answer: (openid: string, templateId: string, accepted: boolean) => {
      const before = left(openid, templateId)
      const next = accepted ? (Number.isFinite(before) ? before : 0) + 1 : 0
      quotas.set(quotaKey(openid, templateId), next)
      return next
    },
    left,
    templates: () => deps.templates,
    /** Newest first. */
    list: () => messages,
    reset: () => {
      quotas.clear()
      messages = []
    },
  }
}
export type SubscribeMessages = ReturnType<typeof createSubscribeMessages>
