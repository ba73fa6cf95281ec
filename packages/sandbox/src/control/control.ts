import type { Clock } from '../clock.ts'
import type { CosControl } from '../cos/cos.ts'
import type { Faults } from '../faults.ts'
import type { OssControl } from '../oss/oss.ts'
import type { Requests } from '../requests.ts'
import { type Service, SERVICES } from '../services.ts'
import type { Federation } from '../sts/federation.ts'
import type { DeepseekControl } from '../deepseek/deepseek.ts'
import type { SmsControl } from '../tencent/tencent.ts'
import type { WechatControl } from '../wechat/wechat.ts'
import type { Person } from '../wechat/people.ts'
import type { ServiceAccountControl } from '../service-account/service-account.ts'
import type { WxpayControl } from '../wxpay/wxpay.ts'
import type { ZegoControl } from '../zego/zego.ts'
import type { World } from '../world.ts'

/** Everything that a test can control; the HTTP control API calls the same functions. */
export interface SandboxControl {
  clock: Clock
  requests: Requests
  faults: Faults
  wechat: WechatControl
  serviceAccount: ServiceAccountControl
  sms: SmsControl
  wxpay: WxpayControl
  deepseek: DeepseekControl
  zego: ZegoControl
  cos: CosControl
  oss: OssControl
  sts: Pick<Federation, 'issued'>
  state: () => object
  /** Resets people, codes, messages, orders, objects, limits, faults, records and the clock. */
  reset: () => void
}

type Vendors = Omit<SandboxControl, 'clock' | 'requests' | 'faults' | 'state' | 'reset'>

const SHOWN_PEOPLE = 200

export function createControl(
  world: World,
  { wechat, serviceAccount, sms, wxpay, deepseek, zego, cos, oss, sts }: Vendors,
): SandboxControl {
  return {
    clock: world.clock,
    requests: world.requests,
    faults: world.faults,
    wechat,
    serviceAccount,
    sms,
    wxpay,
    deepseek,
    zego,
    cos,
    oss,
    sts,
    state: () => {
      const people = wechat.people()
      const countOf = (service: Service) => [service, world.requests.list(service).length]
      return {
        clock: world.clock.state(),
        acceptUnknownCodes: world.options.acceptUnknownCodes,
        wechat: {
          busyCalls: wechat.busyCalls(),
          tokens: wechat.tokens(),
          words: wechat.words(),
          pictures: { planned: wechat.pictures.planned(), usedToday: wechat.pictures.usedToday() },
          mediaChecks: { asked: wechat.mediaChecks.asked().length, planned: wechat.mediaChecks.planned() },
          peopleCount: people.length,
          people: people.slice(0, SHOWN_PEOPLE).map(shown),
        },
        serviceAccount: {
          codes: serviceAccount.codes().length,
          subscribers: serviceAccount.subscribers().length,
          messages: serviceAccount.messages(),
          pushes: serviceAccount.pushes.sent(),
        },
        sms: { ...sms.settings(), messages: sms.outbox().length, blacklist: sms.blacklisted() },
        wxpay: { ...wxpay.settings(), orders: wxpay.orders().length, plannedWebhooks: wxpay.plannedWebhooks().length },
        deepseek: { ...deepseek.settings(), active: deepseek.active(), scripts: deepseek.scripts() },
        cos: { ...cos.settings(), objects: cos.objects().length, temporaryKeys: sts.issued().length },
        oss: { ...oss.settings(), objects: oss.objects().length },
        faults: world.faults.list(),
        firedFaults: world.faults.fired().length,
        requests: Object.fromEntries(SERVICES.map(countOf)),
      }
    },
    reset: () => {
      wechat.reset()
      serviceAccount.reset()
      sms.reset()
      wxpay.reset()
      deepseek.reset()
      cos.reset()
      oss.reset()
      world.faults.clear()
      world.faults.clearFired()
      world.requests.clear()
      world.clock.reset()
      world.ids.reset()
    },
  }
}

function shown({ name, openid, unionid, blocked, createdAt, lastLoginAt }: Person) {
  return {
    name,
    openid,
    unionid,
    blocked,
    createdAt,
    lastLoginAt,
  }
}
