import { createHash } from 'node:crypto'
import type { Ids } from '../ids.ts'

export interface Person {
  name: string
  openid: string
  blocked: boolean
  createdAt: number
  lastLoginAt: number | null
  sessionKey: string | null
  unionid?: string
}

export interface People {
  named: (name: string) => Person
  onDevice: (deviceId: string, name?: string) => Person
  newUser: () => Person
  find: (openid: string) => Person | undefined
  /** Newest first. */
  list: () => Person[]
  reset: () => void
}

const MAX_PEOPLE = 5_000

export function createPeople(appId: string, ids: Ids, now: () => number): People {
  const byOpenid = new Map<string, Person>()
  let newUsers = 0

  function add(openid: string, name: string): Person {
    const known = byOpenid.get(openid)
    if (known) return known
    const person = { name, openid, blocked: false, createdAt: now(), lastLoginAt: null, sessionKey: null }
    byOpenid.set(openid, person)
    const oldest = byOpenid.size > MAX_PEOPLE ? byOpenid.keys().next().value : undefined
    if (oldest !== undefined) byOpenid.delete(oldest)
    return person
  }

  return {
    // The openid of a name or device is derived from it, because the product's database outlives this process.
    named: (name) => add(stableOpenid(appId, `person:${name}`), name),
    onDevice: (deviceId, name = `设备 ${deviceId}`) => {
      const person = add(stableOpenid(appId, `device:${deviceId}`), name)
      if (!name.startsWith('设备 ')) person.name = name
      return person
    },
    newUser: () => add(`o${ids.token(27)}`, `新用户 ${++newUsers}`),
    find: (openid) => byOpenid.get(openid),
    list: () => [...byOpenid.values()].reverse(),
    reset: () => {
      byOpenid.clear()
      newUsers = 0
    },
  }
}

function stableOpenid(appId: string, key: string) {
  return `o${createHash('sha256').update(`${appId}\n${key}`).digest('base64url').slice(0, 27)}`
}
