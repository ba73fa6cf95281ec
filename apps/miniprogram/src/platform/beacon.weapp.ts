import { apiAddress } from './api-address'
import { send } from './request'

/** For a line of a log nothing waits. */
const TIMEOUT_MS = 10_000

export const environment = '小程序'

export function sendBeacon(path: string, json: string): void {
  const header = { 'content-type': 'application/json' }
  send({ url: apiAddress + path, method: 'POST', header, data: json, timeoutMs: TIMEOUT_MS }).catch(() => undefined)
}
