/** The E.164 form of what Tencent takes (`+86…`, `0086…`, `86…`, 11 digits, other countries with `+`), else undefined. */
export function normalPhone(phone: string): string | undefined {
  const digits = phone.trim()
  const mainland = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/.exec(digits)?.[1]
  if (mainland !== undefined) return `+86${mainland}`
  return /^\+(?!86)[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}
