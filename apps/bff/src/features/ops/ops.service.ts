import { pageOf } from '@qingpin/contract/access-log/access-log.rules'
import { CLIENT_ERROR_MAX, type ClientErrorKind, scrubbed } from '@qingpin/contract/ops/client-errors.rules'
import type { Platform } from '@qingpin/contract/orders/orders.enums'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { append } from '../access-log/index.ts'
import { NOT_READY_RETRY_SECONDS } from './ops.rules.ts'

export const health = () => ({ status: 'ok' as const, version: '0.1.0', uptimeSeconds: Math.round(process.uptime()) })

/** Fails with NOT_READY while the database does not answer. */
export async function ready({ db }: Ctx) {
  try {
    await db.ping()
  } catch (cause) {
    throw new AppError('NOT_READY', { cause, retryAfterSeconds: NOT_READY_RETRY_SECONDS })
  }
  return { status: 'ready' as const, database: db.dialect }
}

export async function clientConfig({ settings, demoLogins }: Ctx) {
  const demo = await demoLogins()
  const { weapp, h5 } = settings.payment
  const templates = Object.entries(settings.notifications.subscribeTemplates)
  return {
    agency: settings.agency,
    payment: { weapp, h5 },
    subscribe: Object.fromEntries(templates.map(([name, { id }]) => [name, id])),
    login: { wechat: true, sms: true, staff: true },
    demo,
  }
}

interface ClientError {
  kind: ClientErrorKind
  platform: Platform
  page: string
  message: string
  stack?: string | undefined
}

/** Logs, counts and reports what broke in the app. Any caller may send anything, so that it is scrubbed here again. */
export function clientError(ctx: Ctx, { kind, platform, page, message, stack = '' }: ClientError) {
  const { log, metrics, requestId } = ctx
  metrics.clientError(platform, kind)
  const error = {
    message: scrubbed(message, CLIENT_ERROR_MAX.message),
    stack: scrubbed(stack, CLIENT_ERROR_MAX.stack),
    page: scrubbed(page, CLIENT_ERROR_MAX.page),
  }
  log.warn({ requestId, kind, platform, ...error }, 'the app failed')
  const surface = platform === 'weapp' ? 'weapp' : 'browser'
  append(ctx, { kind: 'broke', page: pageOf(error.page), surface, message: error.message, loadMs: null, stayMs: null })
  return { reference: requestId }
}
