import type { Role } from '@qingpin/contract/core/policy'
import type { Logger } from 'pino'
import type { Settings } from './config/config.ts'
import type { FieldCipher } from './crypto/field-cipher.ts'
import type { Links } from './crypto/signed-links.ts'
import type { Db, Op, Q } from './db/db.ts'
import { AppError } from './errors.ts'
import type { ContentCheckPort, PictureCheckPort } from './ports/content-check.port.ts'
import type { LlmPort } from './ports/llm.port.ts'
import type { ObjectStores } from './ports/object-store.port.ts'
import type { OfficialAccountPort } from './ports/official-account.port.ts'
import type { OcrPort } from './ports/ocr.port.ts'
import type { PaymentPort } from './ports/payment.port.ts'
import type { PdfPort } from './ports/pdf.port.ts'
import type { PicturePort } from './ports/picture.port.ts'
import type { RtcPort } from './ports/rtc.port.ts'
import type { SmsPort } from './ports/sms.port.ts'
import type { TablePort } from './ports/table.port.ts'
import type { VendorAlerts } from './ports/vendor-alerts.port.ts'
import type { PushSender, WechatPushPort } from './ports/wechat-push.port.ts'
import type { WechatPort } from './ports/wechat.port.ts'
import type { Background } from './runtime/background.ts'
import type { MemoryBudget } from './runtime/memory-budget.ts'
import type { Metrics } from './runtime/metrics.ts'
import type { Notifier } from './runtime/notifier.ts'

/** The logins that the login screens of a demo show. */
export interface DemoLogins {
  staff: { username: string; password: string; name: string; roleLabel: string }[]
  people: { phone: string; name: string; note: string }[]
  /** The page where SMS codes appear. */
  smsOutbox: string
}

/** How an account is called and reached outside of the app. */
export interface Contact {
  name: string
  suspended: boolean
  wechatId: string | null
  phoneSealed: string | null
}

/** What services work with, built once per process by `deps.ts`. */
export interface Deps {
  settings: Settings
  db: Db
  cipher: FieldCipher
  wechat: WechatPort
  /** Null where texts are not moderated. */
  contentCheck: ContentCheckPort | null
  /** Null where pictures are not checked. */
  pictureCheck: PictureCheckPort | null
  /** The account's id within the mini program, which the vendor's text check asks for; null where it has none. */
  wechatIdOf: (t: Q, ctx: Pick<Deps, 'db'>, accountId: string) => Op<string | null>
  /** Null where the agency has no service account. */
  officialAccount: OfficialAccountPort | null
  /** Who reads the pushes of each app of WeChat; null where none are accepted. */
  pushes: Readonly<Record<PushSender, WechatPushPort | null>>
  /** How accounts are called and reached; of one that is gone nothing. */
  contactsOf: (t: Q, ctx: Pick<Deps, 'db'>, accountIds: readonly string[]) => Op<Map<string, Contact>>
  sms: SmsPort
  llm: LlmPort
  pdf: PdfPort
  pictures: PicturePort
  tables: TablePort
  /** Bounds the memory that all uploads take together. */
  memoryBudget: MemoryBudget
  /** Readers of pictures in order of preference; each one stands in for those before it. */
  ocr: readonly OcrPort[]
  /** Null where nothing is sold. */
  payment: PaymentPort | null
  rtc: RtcPort
  stores: ObjectStores
  /** Addresses of files, as replies give them. */
  links: Links
  /** Notifies readers in this process of new events; `connectNotifier` ties it to the notifications of the database. */
  notifier: Notifier
  background: Background
  metrics: Metrics
  /** Where adapters report to operators what their vendors refuse. */
  vendorAlerts: VendorAlerts
  /** Null where there is no demo; loaded only when asked for. */
  demoLogins: () => Promise<DemoLogins | null>
  clock: () => number
  log: Logger
}

/** A caller with a session, as the database has it at this request. */
export interface Person {
  kind: 'person'
  accountId: string
  sessionId: string
  /** The active role. */
  role: Role
  roles: readonly Role[]
  /** The session was opened with a temporary password: nothing but its change is allowed. */
  mustChangePassword?: boolean
  /** Proves a participant of an interview room, as a guest's does. */
  participantToken?: string | undefined
}

/** A caller without a session. */
export interface Guest {
  kind: 'guest'
  participantToken?: string | undefined
}

/** The application itself, running a job of a queue. */
export interface JobActor {
  kind: 'job'
  queue: string
}

/** An outside service that calls a webhook; its handler verifies the signature. */
export interface Vendor {
  kind: 'vendor'
}

/** Who acts. */
export type Actor = Person | Guest | JobActor | Vendor

export const GUEST: Guest = { kind: 'guest' }

/** The headers by which a device names itself and is known again. */
export interface DeviceHeaders {
  userAgent: string | undefined
  client: string | undefined
  token?: string | undefined
}

/** A request and its repeats under one idempotency key. */
export interface Repeat {
  id: string
  statusOf: (reply: unknown) => number
  /** The answer is stored, if the transaction that stores it commits. */
  stored: boolean
}

/** What a service gets: the outside world, the caller, and the moment. */
export interface Ctx extends Deps {
  actor: Actor
  /** Epoch milliseconds; one request has one time. */
  now: number
  requestId: string
  /** The network address that the request came from, to be shown masked. Limits use `caller`. */
  address: string
  /** The key under which a visitor without an account is rate limited. */
  caller: string
  /** The device's own description, for its name in a list, and its token, by which guesses are counted. */
  device?: DeviceHeaders | undefined
  /** Where it came with an idempotency key: the key under which `once` stores its answer. */
  repeat?: Repeat | undefined
  /** Where the reply is the same for everybody: for how long caches may keep it. */
  cacheFor?: { seconds: number } | undefined
}

/** Keeps caches from giving the reply after a moment at which another one would be right. */
export function cacheUntil({ cacheFor, now }: Pick<Ctx, 'cacheFor' | 'now'>, at: number): void {
  if (cacheFor) cacheFor.seconds = Math.min(cacheFor.seconds, Math.max(0, Math.floor((at - now) / 1000)))
}

type Acting = Pick<Ctx, 'actor'>

/** The caller, where there is one with a session. */
export const personOf = ({ actor }: Acting): Person | undefined => (actor.kind === 'person' ? actor : undefined)

/** The caller on a route that needs a session; throws UNAUTHORIZED without one. */
export function requirePerson(ctx: Acting): Person {
  const person = personOf(ctx)
  if (!person) throw new AppError('UNAUTHORIZED')
  return person
}

/** The caller's account, as columns such as `created_by` hold it. */
export const accountIdOf = (ctx: Acting): string | null => personOf(ctx)?.accountId ?? null

export const participantTokenOf = ({ actor }: Acting): string | undefined =>
  actor.kind === 'person' || actor.kind === 'guest' ? actor.participantToken : undefined
