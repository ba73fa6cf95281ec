import type { SmsSecrets } from '../options.ts'

/** The text that arrives on the phone, or undefined when parameters and template do not go together. */
export function renderTemplate(sms: SmsSecrets, templateId: string, params: readonly string[]): string | undefined {
  const known = sms.templateTexts?.[templateId]
  if (known !== undefined && placeholders(known) !== params.length) return undefined
  const text = (known ?? usualText(params)).replace(/\{(\d+)\}/g, (_, place) => params[Number(place) - 1] ?? '')
  return `【${sms.signName}】${text}`
}

const placeholders = (text: string) => new Set(text.match(/\{\d+\}/g)).size

function usualText(params: readonly string[]) {
  if (params.length === 1) return '您的验证码为{1}，请勿告诉他人。'
  if (params.length === 2) return '您的验证码为{1}，{2}分钟内有效，请勿告诉他人。'
  return params.map((_, index) => `{${index + 1}}`).join('，')
}
