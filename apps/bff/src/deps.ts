import { join } from 'node:path'
import type { Logger } from 'pino'
import { makeDeepseek } from './adapters/deepseek/deepseek.adapter.ts'
import { makeCosStore } from './adapters/cos/cos.adapter.ts'
import { type DiskStore, makeDiskStore } from './adapters/disk/disk.adapter.ts'
import { makeOssStore } from './adapters/oss/oss.adapter.ts'
import { makePictures } from './adapters/sharp/picture.adapter.ts'
import { makeTables } from './adapters/tables/table.adapter.ts'
import { makeLocalOcr } from './adapters/tesseract/ocr.adapter.ts'
import { makeRtc } from './adapters/zego/rtc.adapter.ts'
import { makeSms } from './adapters/tencent/sms.adapter.ts'
import { makePdf } from './adapters/typst/pdf.adapter.ts'
import { type VendorCalls, type VendorRules, vendorCalls } from './adapters/vendor-calls.ts'
import { makeAccessToken } from './adapters/wechat/access-token.ts'
import { makeContentCheck } from './adapters/wechat/content-check.adapter.ts'
import { makePictureCheck } from './adapters/wechat/picture-check.adapter.ts'
import { makeWechatOcr } from './adapters/wechat/ocr.adapter.ts'
import { makeOfficialAccount } from './adapters/wechat/official-account.adapter.ts'
import { makeWechat } from './adapters/wechat/wechat.adapter.ts'
import { makeWechatClient } from './adapters/wechat/wechat.client.ts'
import { makeWechatPush } from './adapters/wechat-push/push.adapter.ts'
import { makeWechatPay } from './adapters/wechat-pay/wechat-pay.adapter.ts'
import { makeVendorAlerts } from './alerts/alerts.ts'
import { Background } from './runtime/background.ts'
import type { Settings } from './config/config.ts'
import type { ServiceAccountSettings } from './config/service-account.ts'
import { VENDOR_LIMITS } from './config/limits.ts'
import type { Deps } from './context.ts'
import { makeFieldCipher } from './crypto/field-cipher.ts'
import { makeLinks } from './crypto/signed-links.ts'
import type { Db } from './db/db.ts'
import { tellSlowStatements } from './db/slow-statements.ts'
import { MemoryBudget } from './runtime/memory-budget.ts'
import { makeMetrics } from './runtime/metrics.ts'
import { Notifier } from './runtime/notifier.ts'
import { checkKeys } from './features/ops/installation.service.ts'
import { contactsOf } from './features/auth/accounts.service.ts'
import { wechatIdOf } from './features/auth/wechat.service.ts'
import { countJobs } from './jobs/index.ts'
import { type Limiter, makeLimiter } from './http/limiter.ts'
import { makeLogger } from './runtime/log.ts'
import { closeToOthers, createForOwnerOnly } from './runtime/owner-only.ts'
import { type ObjectStore, STORE_NAMES, type StoreName } from './ports/object-store.port.ts'
import { makeTokenStore } from './adapters/wechat/token-store.repo.ts'

/** Everything the application is made from. Tests hand in their own clock and sandbox addresses, nothing else. */
export interface AppDeps extends Deps {
  limiter: Limiter
  /** The stores that lie on this machine, whose addresses the app serves itself. */
  disks: readonly DiskStore[]
}

async function openDb({ databaseUrl, dataDir }: Settings): Promise<Db> {
  if (/^postgres(?:ql)?:/.test(databaseUrl)) return (await import('./db/pg.ts')).openPg(databaseUrl)
  return (await import('./db/sqlite.ts')).openSqlite(join(dataDir, 'qingpin.db'))
}

/** The ports behind WeChat. Logins, texts and pictures have a breaker each, so that none waits for the others. */
export function makeWechatPorts(
  { settings, log, ...parts }: Pick<Deps, 'settings' | 'db' | 'cipher' | 'clock' | 'log'>,
  vendor: (rules: VendorRules) => VendorCalls,
): Pick<Deps, 'wechat' | 'contentCheck' | 'pictureCheck' | 'ocr' | 'officialAccount' | 'pushes'> {
  const store = makeTokenStore(parts, `wechat:${settings.wechat.appId}`)
  const speakBy = (calls: VendorCalls) => {
    const client = makeWechatClient(settings.wechat, calls)
    return [client, makeAccessToken(client, store), log] as const
  }
  const speak = (rules: VendorRules) => speakBy(vendor(rules))
  const speakAsServiceAccount = ({ appId, secret, qrBase }: ServiceAccountSettings) => {
    const calls = vendor({ service: 'service-account', ...VENDOR_LIMITS.serviceAccount })
    const account = makeWechatClient({ ...settings.wechat, appId, secret }, calls)
    const access = makeAccessToken(account, makeTokenStore(parts, `wechat:${appId}`))
    return makeOfficialAccount(account, access, log, { appId, qrBase, miniProgramId: settings.wechat.appId })
  }
  const reader = () => {
    const calls = vendor({ service: 'wechat-ocr', ...VENDOR_LIMITS.wechatOcr })
    const { dailyCalls } = settings.ocr
    return makeWechatOcr(...speakBy(calls), { dailyCalls, isReady: () => !calls.isResting() })
  }
  const local = makeLocalOcr(log)
  const { serviceAccount, miniProgramPush } = settings
  return {
    officialAccount: serviceAccount && speakAsServiceAccount(serviceAccount),
    pushes: {
      'service-account': serviceAccount?.push ? makeWechatPush(serviceAccount.appId, serviceAccount.push) : null,
      'mini-program': miniProgramPush && makeWechatPush(settings.wechat.appId, miniProgramPush),
    },
    wechat: makeWechat(...speak({ service: 'wechat', ...VENDOR_LIMITS.wechat })),
    contentCheck:
      settings.contentCheck === 'wechat'
        ? makeContentCheck(...speak({ service: 'wechat-text', ...VENDOR_LIMITS.wechatText }))
        : null,
    // Verdicts about pictures come as pushes: without those there would be none.
    pictureCheck:
      settings.contentCheck === 'wechat' && miniProgramPush
        ? makePictureCheck(...speak({ service: 'wechat-pictures', ...VENDOR_LIMITS.wechatPictures }))
        : null,
    ocr: settings.ocr.provider === 'wechat' ? [reader(), local] : [local],
  }
}

/** Both stores, each with its configured provider. Stores with one vendor share its limits and its breaker. */
export function makeStores(
  { store, publicUrl, tokenSecret }: Settings,
  vendor: (rules: VendorRules) => VendorCalls,
  clock: () => number,
): Pick<AppDeps, 'stores' | 'disks'> {
  const disks: DiskStore[] = []
  const callsOf = (service: string) => ({
    calls: vendor({ service, ...VENDOR_LIMITS.store }),
    uploads: vendor({ service: `${service}-upload`, ...VENDOR_LIMITS.storeUpload }),
  })
  const cosCalls = store.cos && {
    ...callsOf('cos'),
    keys: vendor({ service: 'sts', ...VENDOR_LIMITS.sts }),
  }
  const ossCalls = store.oss && callsOf('oss')
  const make = (name: StoreName): ObjectStore => {
    if (store[name] === 'cos' && store.cos && cosCalls) return makeCosStore(store.cos, name, cosCalls)
    if (store[name] === 'oss' && store.oss && ossCalls) return makeOssStore(store.oss, name, ossCalls)
    const disk = makeDiskStore({ folder: store.folder, publicUrl, secret: tokenSecret }, name, clock)
    disks.push(disk)
    return disk.store
  }
  const [papers, assets] = STORE_NAMES.map(make) as [ObjectStore, ObjectStore]
  return { stores: { private: papers, assets }, disks }
}

/** The parts that need no database, made from settings alone; tests use it with a database of their own. */
export function makeDeps(settings: Settings, db: Db, log: Logger, clock: () => number): AppDeps {
  const { wechat, sms, payment, fieldKeys, fieldHashKey } = settings
  const cipher = makeFieldCipher(fieldKeys, fieldHashKey)
  const notifier = new Notifier()
  const metrics = makeMetrics({ notifier, clock, countJobs: () => countJobs(db) })
  if (settings.slowQueryMs > 0) {
    tellSlowStatements(db, settings.slowQueryMs, (shape, ms) => {
      log.warn({ shape, ms }, 'slow statement')
      metrics.slowStatement(ms / 1000)
    })
  }
  const background = new Background(log)
  const vendorAlerts = makeVendorAlerts({ db, clock, background, metrics })
  const vendor = (rules: VendorRules) =>
    vendorCalls({ restMs: settings.vendorRestMs, ...rules }, { log, metrics, vendorAlerts })
  return {
    settings,
    db,
    cipher,
    ...makeWechatPorts({ settings, db, cipher, clock, log }, vendor),
    wechatIdOf,
    contactsOf,
    sms: makeSms(sms, vendor({ service: 'sms', ...VENDOR_LIMITS.sms }), log),
    payment:
      payment.wxpay &&
      makeWechatPay(
        { ...payment.wxpay, appId: wechat.appId },
        vendor({ service: 'wechat-pay', ...VENDOR_LIMITS.wechatPay }),
        log,
      ),
    llm: makeDeepseek(settings.deepseek, vendor({ service: 'deepseek', ...VENDOR_LIMITS.deepseek }), log),
    rtc: makeRtc(settings.rtc),
    ...makeStores(settings, vendor, clock),
    pdf: makePdf(log),
    pictures: makePictures(log),
    tables: makeTables(log),
    memoryBudget: new MemoryBudget(),
    links: makeLinks(settings),
    notifier,
    background,
    metrics,
    vendorAlerts,
    demoLogins: async () => settings.demo && (await import('./demo/people.ts')).demoLogins(settings.demo.sandboxUrl),
    limiter: makeLimiter(db, cipher, settings.generalLimit),
    clock,
    log,
  }
}

/** From here on a notification of any replica notifies the readers of this one. Returns a function that ends it. */
export async function connectNotifier({ db, notifier }: Pick<Deps, 'db' | 'notifier'>): Promise<() => Promise<void>> {
  const off = await db.onNotify((topic) => (topic === undefined ? notifier.notifyAll() : notifier.notify(topic)))
  return async () => {
    notifier.stop()
    await off()
  }
}

/** Opens the database and builds every port, once per process. */
export async function openDeps(settings: Settings): Promise<AppDeps> {
  createForOwnerOnly()
  const log = makeLogger(settings.logLevel)
  const open = closeToOthers(settings.dataDir)
  if (open.length > 0)
    log.warn({ open: open.length }, 'other users can read the data folder, which is not ours to close')
  return makeDeps(settings, await openDb(settings), log, Date.now)
}

/** Refuses data that these settings do not fit: of other keys and, in production, of the demo. */
export async function checkData(deps: AppDeps): Promise<void> {
  await checkKeys(deps)
  if (deps.settings.production) await (await import('./demo/refuse.ts')).refuseDemoData(deps)
}
