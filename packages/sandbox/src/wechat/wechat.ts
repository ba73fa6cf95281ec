import { Hono } from 'hono'
import { gate } from '../gate.ts'
import { createTimeline } from '../timeline.ts'
import type { Env, World } from '../world.ts'
import { codeToSession } from './code-to-session.ts'
import { createCodes } from './codes.ts'
import { type WechatError, wechatErrors } from './errors.ts'
import { createPeople, type Person } from './people.ts'

export type CodeRequest = { person?: string; deviceId?: string; unionid?: string }

export type WechatControl = {
  /** A login code for this person or device; for somebody new when neither is given. */
  issueCode: (request?: CodeRequest) => { code: string; openid: string }
  people: () => Person[]
  /** False when nobody has this openid. */
  block: (openid: string, blocked?: boolean) => boolean
  /** The next calls are answered with -1, "system error". */
  busy: (times: number) => void
  busyCalls: () => number
  reset: () => void
}

export const createWechat = (world: World): { routes: Hono<Env>; control: WechatControl } => {
  const { clock, ids, options } = world
  const people = createPeople(options.secrets.wechat.appId, ids, clock.now)
  const codes = createCodes(people, options.acceptUnknownCodes, clock.now)
  const calls = createTimeline(60_000)
  let busyCalls = 0

  const fail = (error: WechatError) => {
    const { errcode, errmsg } = wechatErrors[error]
    return { errcode, errmsg: `${errmsg}, rid: ${ids.uuid().slice(0, 22)}` }
  }

  const login = (query: Record<string, string>) => {
    if (busyCalls > 0) {
      busyCalls -= 1
      return fail('busy')
    }
    const outcome = codeToSession({ secrets: options.secrets.wechat, codes, calls, now: clock.now }, query)
    if (outcome.failure) return fail(outcome.failure)
    const { person } = outcome.presented
    person.lastLoginAt = clock.now()
    person.sessionKey = ids.bytes(16).toString('base64')
    const session = { session_key: person.sessionKey, openid: person.openid }
    return person.unionid === undefined ? session : { ...session, unionid: person.unionid }
  }

  const routes = new Hono<Env>()
  routes.use(gate(world, 'wechat', (c) => c.req.path.split('/').at(-1) ?? ''))
  // The true service sends this JSON as text/plain, which has surprised many clients.
  routes.get('/sns/jscode2session', (c) => c.text(JSON.stringify(login(c.req.query()))))

  return {
    routes,
    control: {
      issueCode: (request = {}) => {
        const person = whoAsks(people, request)
        if (request.unionid !== undefined) person.unionid = request.unionid
        const code = `0${ids.token(31)}`
        codes.issue(person, code)
        return { code, openid: person.openid }
      },
      people: people.list,
      block: (openid, blocked = true) => {
        const person = people.find(openid)
        if (person) person.blocked = blocked
        return person !== undefined
      },
      busy: (times) => {
        busyCalls = times
      },
      busyCalls: () => busyCalls,
      reset: () => {
        people.reset()
        codes.clear()
        calls.clear()
        busyCalls = 0
      },
    },
  }
}

const whoAsks = (people: ReturnType<typeof createPeople>, { person, deviceId }: CodeRequest) => {
  if (deviceId !== undefined) return people.onDevice(deviceId, person)
  return person === undefined ? people.newcomer() : people.named(person)
}
