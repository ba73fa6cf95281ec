import { badField, WxpayError } from './errors.ts'

/** The order of a merchant. `content` holds everything that must be the same when the number is used again. */
export interface OrderInput {
  number: string
  description: string
  total: number
  notifyUrl: string
  expiresAt: number | null
  openid: string | null
  content: string
}

type Json = Record<string, unknown>

/** Reads the body of a prepay call, as strictly as the field tables of the documentation. */
export function readOrder(
  body: string,
  kind: 'jsapi' | 'native',
  { appId, mchid }: { appId: string; mchid: string },
): OrderInput {
  const given = parse(body)
  if (given['mchid'] !== mchid) throw new WxpayError(400, 'PARAM_ERROR', '商户号 mchid 与签名的商户不一致')
  if (given['appid'] !== appId) throw new WxpayError(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配')
  const number = text(given, 'out_trade_no', 6, 32)
  if (!/^[\w|*@-]+$/.test(number)) throw badField('out_trade_no', '只能是字母、数字和 _-|*@')
  const notifyUrl = text(given, 'notify_url', 1, 255)
  if (!isNotifyUrl(notifyUrl)) throw badField('notify_url', '要是 https 地址，不能带参数')
  const amount = object(given, 'amount')
  const total = amount['total']
  if (typeof total !== 'number' || !Number.isInteger(total) || total < 1) throw badField('amount.total', '要是正整数')
  if (amount['currency'] !== undefined && amount['currency'] !== 'CNY') throw badField('amount.currency', '只能是 CNY')
  const openid = kind === 'jsapi' ? text(object(given, 'payer'), 'openid', 1, 128) : null
  const description = text(given, 'description', 1, 127)
  const expire = given['time_expire'] === undefined ? null : text(given, 'time_expire', 1, 64)
  if (expire !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/.test(expire)) {
    throw badField('time_expire', '要是 RFC 3339 时间')
  }
  return {
    number,
    description,
    total,
    notifyUrl,
    expiresAt: expire === null ? null : Date.parse(expire),
    openid,
    content: JSON.stringify([kind, description, total, notifyUrl, openid, expire]),
  }
}

function parse(body: string): Json {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed }
  } catch {
    throw new WxpayError(400, 'PARAM_ERROR', '请求正文不是 JSON')
  }
  throw new WxpayError(400, 'PARAM_ERROR', '请求正文要是一个 JSON 对象')
}

function text(given: Json, field: string, least: number, most: number): string {
  const value = given[field]
  if (typeof value !== 'string' || value.length < least || value.length > most) {
    throw badField(field, `要是 ${least} 到 ${most} 个字符`)
  }
  return value
}

function object(given: Json, field: string): Json {
  const value = given[field]
  if (typeof value !== 'object' || value === null) throw badField(field, '没有填')
  return { ...value }
}

/** Accepts https as the true service does, and http on loopback, where a server has no certificate. */
function isNotifyUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, search, hostname } = new URL(address)
  const local = ['127.0.0.1', 'localhost', 'test.local'].includes(hostname)
  return search === '' && (protocol === 'https:' || (protocol === 'http:' && local))
}
