import { createVerify, type KeyObject } from 'node:crypto'
import { WxpayError } from './errors.ts'

/** The identity that a merchant's requests must show. */
export interface Merchant {
  mchid: string
  serial: string
  publicKey: KeyObject
}

/** A request as received: the path with its query, and the bytes of the body. */
export interface SignedRequest {
  method: string
  pathAndQuery: string
  authorization: string
  body: Buffer
}

const SCHEME = 'WECHATPAY2-SHA256-RSA2048 '
const FIELDS = ['mchid', 'nonce_str', 'signature', 'timestamp', 'serial_no'] as const
const TOLERANCE_SECONDS = 300
const nonces = new WeakMap<Merchant, Map<string, number>>()

/** Checks the Authorization of an APIv3 request; `now` is epoch ms. A nonce is accepted once. */
export function verifyMerchant(merchant: Merchant, request: SignedRequest, now: number): void {
  const { authorization, method, pathAndQuery, body } = request
  if (!authorization.startsWith(SCHEME)) throw refuse('Authorization 不是 WECHATPAY2-SHA256-RSA2048')
  const given = parse(authorization.slice(SCHEME.length))
  const [mchid, nonce, signature, timestamp, serial] = FIELDS.map((name) => given.get(name) ?? '')
  if (!mchid || !nonce || !signature || !timestamp || !serial) throw refuse('Authorization 缺少字段')
  if (mchid !== merchant.mchid) throw refuse('商户号不对')
  if (serial !== merchant.serial) throw refuse('商户证书序列号不对')
  if (!/^\d{10}$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_SECONDS)
    throw refuse('时间戳超过5分钟')
  const text = `${method}\n${pathAndQuery}\n${timestamp}\n${nonce}\n`
  const verifier = createVerify('RSA-SHA256').update(text, 'utf8').update(body).update('\n', 'utf8')
  if (!verifier.verify(merchant.publicKey, signature, 'base64')) throw refuse('验签不通过')
  useNonce(merchant, nonce, now)
}

const refuse = (why: string) => new WxpayError(401, 'SIGN_ERROR', `签名错误：${why}`)

function parse(text: string) {
  const given = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(/(\w+)="([^"]*)"/g)) given.set(name, value)
  return given
}

/** Remembering a nonce for ten minutes is an assumption: the documentation names no period. */
function useNonce(merchant: Merchant, nonce: string, now: number) {
  const used = nonces.get(merchant) ?? new Map<string, number>()
  nonces.set(merchant, used)
  for (const [old, at] of used) if (now - at > 2 * TOLERANCE_SECONDS * 1000) used.delete(old)
  if (used.has(nonce)) throw refuse('随机串已经用过')
  used.set(nonce, now)
}
