import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { makeRtc } from './adapters/zego/rtc.adapter.ts'
import { makeSms } from './adapters/tencent/sms.adapter.ts'
import { makeWechat } from './adapters/wechat/wechat.adapter.ts'
import type { Settings } from './config.ts'
import { type FieldCipher, makeFieldCipher } from './crypto/field-cipher.ts'
import type { Db } from './db/db.ts'
import { WakeUps } from './events/wake-ups.ts'
import { makeLogger } from './log.ts'
import type { RtcPort } from './ports/rtc.port.ts'
import type { SmsPort } from './ports/sms.port.ts'
import type { WechatPort } from './ports/wechat.port.ts'

/** Everything the application is made from. Tests hand in their own clock and sandbox addresses, nothing else. */
export interface Deps {
  settings: Settings
  db: Db
  cipher: FieldCipher
  wechat: WechatPort
  sms: SmsPort
  rtc: RtcPort
  /** Tells readers in this process that a topic has news; `connectWakeUps` ties it to the database's notifications. */
  wakeUps: WakeUps
  clock: () => number
  log: Logger
}

async function openDb({ databaseUrl, dataDir }: Settings): Promise<Db> {
  if (/^postgres(?:ql)?:/.test(databaseUrl)) return (await import('./db/pg.ts')).openPg(databaseUrl)
  mkdirSync(dataDir, { recursive: true })
  return (await import('./db/sqlite.ts')).openSqlite(join(dataDir, 'qingpin.db'))
}

/** The parts that need no database, made from settings alone; tests use it with a database of their own. */
export function makeDeps(settings: Settings, db: Db, log: Logger, clock: () => number): Deps {
  const { wechat, sms, fieldKeys, fieldHashKey } = settings
  return {
    settings,
    db,
    cipher: makeFieldCipher(fieldKeys, fieldHashKey),
    wechat: makeWechat({ base: wechat.base, appId: wechat.appId, secret: wechat.secret }, log),
    sms: makeSms(sms, log),
    rtc: makeRtc(settings.rtc),
    wakeUps: new WakeUps(),
    clock,
    log,
  }
}

/** From here on a notification of any replica wakes the readers of this one. Gives the way to stop. */
export async function connectWakeUps({ db, wakeUps }: Pick<Deps, 'db' | 'wakeUps'>): Promise<() => Promise<void>> {
  const off = await db.onNotify((topic) => (topic === undefined ? wakeUps.wakeAll() : wakeUps.wake(topic)))
  return async () => {
    wakeUps.stop()
    await off()
  }
}

/** Opens the database and builds every port, once per process. */
export async function openDeps(settings: Settings): Promise<Deps> {
  return makeDeps(settings, await openDb(settings), makeLogger(settings.logLevel), Date.now)
}
