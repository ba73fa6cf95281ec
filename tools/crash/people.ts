import { isApiError, makeClient } from '../../packages/contract/src/client.ts'
import type { ContractMap } from '../../packages/contract/src/contract.ts'
import type { RunningSandbox } from '../../packages/sandbox/src/server.ts'
import type { Server } from './server.ts'

/** What was promised to each person: a reply that arrived is a promise. */
export interface Promises {
  registrations: string[]
  orders: string[]
  chats: string[]
  /** Requests that were sent, with a key each, whatever became of them. */
  asked: { registrations: number; chats: number }
  /** Of those, how many were asked again after their reply had been lost. */
  askedAgain: number
}
export const noPromises = (): Promises => ({
  registrations: [],
  orders: [],
  chats: [],
  asked: { registrations: 0, chats: 0 },
  askedAgain: 0,
})

export interface World {
  server: Server
  sandbox: RunningSandbox
  random: () => number
  promises: Promises
  /** Becomes true when no more shall be asked. */
  over: () => boolean
}

/** How many one person asks, below what an account may ask in a minute. */
const QUESTIONS = 12

let people = 0
const newPhone = () => `1${String(3_000_000_000 + people++)}`
/** Each person has an address of their own: the limits are for one, and not what is tried here. */
const newAddress = () => `10.${(people >> 16) & 255}.${(people >> 8) & 255}.${people & 255}`

type Client = ReturnType<typeof makeClient<ContractMap>>
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function clientOf({ server }: World, address: string, token?: string): Client {
  const proof: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  return makeClient<ContractMap>(async ({ method, url, header, data }) => {
    const headers = { ...header, ...proof, 'x-forwarded-for': address }
    const response = await fetch(server.address + url, { method, headers, body: data ?? null })
    return { status: response.status, data: await response.json() }
  })
}

/**
 * Asks with one key until there is an answer: a lost reply is asked for again once the server is back. Undefined where
 * the server refuses; then nothing was promised.
 */
async function answered<T>(world: World, ask: () => Promise<T>): Promise<T | undefined> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (isApiError(error)) return undefined
      if (tries === 0) world.promises.askedAgain++
      await pause(20)
      await world.server.up
    }
  }
}

let keys = 0
const newKey = () => `crash-${process.pid}-${keys++}`

/** One worker after another registers herself. */
export async function registerUntilOver(world: World): Promise<void> {
  const { promises, random } = world
  while (!world.over()) {
    const client = clientOf(world, newAddress())
    const body = { name: '钱小燕', phone: newPhone(), gender: 'female', age: 40, jobType: 'yuesao' } as const
    const idempotencyKey = newKey()
    promises.asked.registrations++
    const made = await answered(world, () =>
      client('POST /api/resumes/miniprogram/self-register', { body: body as never, idempotencyKey }),
    )
    if (made) promises.registrations.push(made.id)
    await pause(random() * 30)
  }
}

/** A new person, logged in by SMS; undefined where the server was killed under it. */
async function logIn(world: World): Promise<Client | undefined> {
  const [phone, address] = [newPhone(), newAddress()]
  const guest = clientOf(world, address)
  try {
    await world.server.up
    await guest('POST /api/auth/sms-code', { body: { phone } })
    const code = world.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
    const { token } = await guest('POST /api/auth/sms-login', { body: { phone, code } })
    return clientOf(world, address, token)
  } catch {
    return undefined
  }
}

/** Buys credits, and pays; the notice arrives, is lost or comes twice. */
async function buy(world: World, client: Client): Promise<void> {
  const { sandbox, promises, random } = world
  const body = { packageId: 'credits-100', platform: 'h5' } as const
  const idempotencyKey = newKey()
  const made = await answered(world, () => client('POST /api/orders', { body, idempotencyKey }))
  if (!made) return
  const { id, number } = made.order
  promises.orders.push(id)
  const there = sandbox.sandbox.wxpay.find(number)
  const chance = random()
  if (there?.state === 'NOTPAY') {
    await sandbox.sandbox.wxpay.pay(there, chance < 0.3 ? { lose: true } : chance < 0.6 ? { copies: 3 } : {})
  }
  await answered(world, () => client('POST /api/orders/{id}/confirm', { params: { id } }))
}

/** One person after another buys credits and asks the assistant a few questions. */
export async function buyAndChatUntilOver(world: World): Promise<void> {
  const { promises, random } = world
  while (!world.over()) {
    const client = await logIn(world)
    if (!client) continue
    for (let n = 0; n < QUESTIONS && !world.over(); n++) {
      if (n % 3 === 0) await buy(world, client)
      const idempotencyKey = newKey()
      const body = { text: `第${n}个问题：明天面试收银员，怎么准备？` }
      promises.asked.chats++
      const begun = await answered(world, () => client('POST /api/assistant/chats', { body, idempotencyKey }))
      if (begun) promises.chats.push(begun.chat.id)
      await pause(random() * 150)
    }
  }
}
