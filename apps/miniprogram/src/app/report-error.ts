import { isApiError } from '@qingpin/contract/client'
import { CLIENT_ERROR_MAX, type ClientErrorKind, scrubbed } from '@qingpin/contract/ops/client-errors.rules'
import { onAppError } from '@/platform/app-errors'
import { isNetworkError } from '@/platform/network-error'
import { hasWechat } from '@/platform/login-code'
import { currentPage } from '@/platform/navigate'
import { api } from './api'

/** What breaks in a loop is reported a few times. */
const MOST = 10
const reported = new Map<string, Promise<string | undefined>>()

const partsOf = (error: unknown): { message: string; stack: string } => {
  if (typeof error === 'string') return { message: error, stack: '' }
  const { name, message, stack } = (typeof error === 'object' && error !== null ? error : {}) as Partial<Error>
  return { message: `${name ?? 'Error'}: ${String(message)}`, stack: typeof stack === 'string' ? stack : '' }
}

/**
 * Sends what broke to the server, without what it quotes. Gives the reference under which it is logged; undefined where
 * it was not sent. A refusal of the server and a lost network break nothing, and are no such errors.
 */
export function reportError(kind: ClientErrorKind, error: unknown): Promise<string | undefined> {
  if (isApiError(error) || isNetworkError(error)) return Promise.resolve(undefined)
  const { message, stack } = partsOf(error)
  const body = {
    kind,
    platform: hasWechat ? ('weapp' as const) : ('h5' as const),
    page: currentPage()
      .replace(/[^\w/-]/g, '')
      .slice(0, CLIENT_ERROR_MAX.page),
    message: scrubbed(message, CLIENT_ERROR_MAX.message),
    stack: scrubbed(stack, CLIENT_ERROR_MAX.stack),
  }
  const same = `${body.page} ${body.message}`
  const before = reported.get(same)
  if (before || reported.size >= MOST) return before ?? Promise.resolve(undefined)
  const sent = api('POST /api/client-errors', { body }).then(
    ({ reference }) => reference,
    () => undefined,
  )
  reported.set(same, sent)
  return sent
}

/** At launch. */
export const startErrorReports = (): void => onAppError((kind, error) => void reportError(kind, error))
