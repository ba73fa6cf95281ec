import { LIMITS } from '@qingpin/contract/core/limits'
import { describe, expect, it } from 'vitest'
import { ENGINES, type RawReply, useApp } from '@qingpin/testing/harness'
import { countRows } from '@qingpin/testing/rows'
import { aWorker, anIdNumber } from '@qingpin/testing/workers'

const LOGIN = '/api/auth/login'
/** All that a reply tells, without what differs between any two. */
const toldBy = ({ status, json, headers }: RawReply) => {
  const { requestId: _, timestamp: __, ...body } = json
  return JSON.stringify([status, body, headers.has('retry-after')])
}
const spoofed = (i: number) => ({ 'x-forwarded-for': `203.0.113.${i % 250}, 198.51.100.${i % 250}` })

/** As an installation without a proxy is: whatever a caller writes about its address proves nothing. */
describe.each(ENGINES)('a flood without a proxy in front, on %s', (engine) => {
  const app = useApp(engine, {}, undefined, { limits: true })
  const quiet = () => app.advance(3_600_000)

  it('of two hundred wrong passwords, fifty at once, is stopped, with any claimed address and any name', async () => {
    const { username, password } = await app.aStaff('employee')
    const names = [username, `${username}.nobody`]
    const guess = (i: number) =>
      app.raw('POST', LOGIN, { body: { username: names[i % 2], password: `wrong-${i}` }, headers: spoofed(i) })
    const replies: RawReply[] = []
    for (let wave = 0; wave < 4; wave++) {
      replies.push(...(await Promise.all(Array.from({ length: 50 }, (_, i) => guess(wave * 50 + i)))))
    }
    expect(replies.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(LIMITS.login.times)
    expect(replies.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(200 - LIMITS.login.times)
    const of = (parity: number) => new Set(replies.filter((_, i) => i % 2 === parity).map(toldBy))
    expect(of(0)).toEqual(of(1))
    for (const { json, headers, status } of replies) {
      expect(json.message).not.toMatch(new RegExp(username, 'i'))
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }
    // Both names are locked, the right password included, also for who waits until the address may try again.
    app.advance(LIMITS.login.seconds * 1000)
    const [known, unknown] = [
      await app.raw('POST', LOGIN, { body: { username, password } }),
      await app.raw('POST', LOGIN, { body: { username: `${username}.nobody`, password } }),
    ]
    expect([known.json.code, toldBy(known)]).toEqual(['LOGIN_LOCKED', toldBy(unknown)])
    quiet()
    expect((await app.raw('POST', LOGIN, { body: { username, password } })).status).toBe(200)
  }, 120_000)

  it('of two hundred wrong passwords one after the other ends after five guesses at a name', async () => {
    const { username } = await app.aStaff('employee')
    const names = [username, `${username}.nobody`]
    const told: [string[], string[]] = [[], []]
    for (let i = 0; i < 200; i++) {
      const body = { username: names[i % 2], password: `wrong-${i}` }
      told[i % 2 === 0 ? 0 : 1].push(toldBy(await app.raw('POST', LOGIN, { body, headers: spoofed(i) })))
    }
    // The limit of the address begins at one of the two: which of them is no news about a name.
    expect(new Set(told[0])).toEqual(new Set(told[1]))
    for (const replies of told) {
      const codes = replies.map((reply) => JSON.parse(reply)[1].code as string)
      expect(codes.filter((code) => code === 'LOGIN_FAILED')).toHaveLength(5)
      expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'LOGIN_FAILED'))
    }
    quiet()
  }, 120_000)

  it('of registrations ends at the fourth accepted one of a minute; refused ones do not count', async () => {
    let phones = 0
    const register = (over: object = {}) =>
      app.raw('POST', '/api/resumes/miniprogram/self-register', {
        body: aWorker({ phone: `1337${String(phones++).padStart(7, '0')}`, ...over }),
        headers: spoofed(phones),
      })
    const before = await countRows(app, 'resumes')
    const refused = []
    for (let i = 0; i < 4; i++) refused.push((await register({ jobType: 'astronaut' })).status)
    const accepted = [(await register()).status, (await register()).status]
    const taken = await register({ name: '' })
    accepted.push((await register()).status)
    const fourth = await register()
    expect([refused, accepted, taken.status]).toEqual([[400, 400, 400, 400], [201, 201, 201], 400])
    expect([fourth.status, fourth.json.code, fourth.json.error]).toEqual([429, 'RATE_LIMITED', 'RATE_LIMIT_EXCEEDED'])
    expect(fourth.json.message).toMatch(/[\u4e00-\u9fff]/)
    const wait = Number(fourth.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect(await countRows(app, 'resumes')).toBe(before + 3)
    app.advance(wait * 1000)
    expect((await register()).status).toBe(201)
    quiet()
  })

  it('of registrations that are refused because a number is known is limited, so that refusals reveal few numbers', async () => {
    const idNumber = anIdNumber()
    const phone = '13370010000'
    const [boss, owner] = [await app.aStaff('manager'), await app.aPerson()]
    await app.as(boss.token)('POST /api/resumes/miniprogram/create', { body: aWorker({ phone, idNumber }) as never })
    const probe = (i: number) =>
      app.raw('POST', '/api/resumes/miniprogram/self-register', {
        token: owner.token,
        body: aWorker({ phone: owner.phone, idNumber }),
        headers: spoofed(i),
      })
    const codes = []
    for (let i = 0; i < 40; i++) codes.push((await probe(i)).json.code)
    const { times } = LIMITS.registrationTry
    expect(codes).toEqual(codes.map((_, i) => (i < times ? 'DUPLICATE_ID_NUMBER' : 'RATE_LIMITED')))
    quiet()
  })
})

describe('a wrong password', () => {
  const app = useApp()

  it('takes as long for a name that exists as for one that does not', async () => {
    const { username } = await app.aStaff('employee')
    const fastest = async (name: string) => {
      const times: number[] = []
      for (let i = 0; i < 4; i++) {
        const started = process.cpuUsage()
        await app.raw('POST', LOGIN, { body: { username: name, password: 'wrong' } })
        times.push(process.cpuUsage(started).user)
      }
      return Math.min(...times)
    }
    await app.raw('POST', LOGIN, { body: { username: 'warming.up', password: 'wrong' } })
    const [known, unknown] = [await fastest(username), await fastest(`${username}.nobody`)]
    const ratio = known / unknown
    // Without the work for nobody it would be fifty and more.
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })
})

describe('a flood of the files on a disk', () => {
  const app = useApp('sqlite', {}, undefined, { limits: true })
  const codes = async (method: string, times: number) => {
    const ask = () => app.raw(method, '/store/private/files/none.jpg', method === 'PUT' ? { text: 'x' } : {})
    const replies = await Promise.all(Array.from({ length: times }, ask))
    return [...new Set(replies.map(({ json }) => json.code))]
  }

  it('is limited for readers, and earlier for writers', async () => {
    expect(await codes('PUT', LIMITS.storeWrite.times)).toEqual(['NOT_FOUND'])
    const over = await app.raw('PUT', '/store/private/files/none.jpg', { text: 'x' })
    expect([over.status, over.json.code, Number(over.headers.get('retry-after')) > 0]).toEqual([
      429,
      'RATE_LIMITED',
      true,
    ])
    app.advance(LIMITS.store.seconds * 1000)
    expect(await codes('GET', LIMITS.store.times)).toEqual(['NOT_FOUND'])
    expect(await codes('GET', 5)).toEqual(['RATE_LIMITED'])
    app.advance(LIMITS.store.seconds * 1000)
    expect(await codes('GET', 5)).toEqual(['NOT_FOUND'])
  })
})
