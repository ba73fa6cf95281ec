import { createHash } from 'node:crypto'
import type { Service } from './services.ts'

/**
 * What goes wrong. `status` and `body` replace the true answer, and `drop` sends none; the other fields delay, cut or
 * repeat it.
 */
export interface FaultPlan {
  service: Service
  /**
   * A route's name (`query`, `SendSms`, `webhook`, …), or a pattern such as `GET /wxpay/v3/*`, in which `*` stands for
   * anything and the method may be left out; every route of the service without it.
   */
  route?: string
  /** How many calls are hit before the vendor answers itself again. */
  times: number
  /** The probability that a fitting call is hit, above 0 and up to 1 (the default). */
  probability?: number
  /** The same seed hits the same calls of a route, counted in the order of their arrival. */
  seed?: string
  status?: number
  /** Seconds that the answer asks the caller to wait; goes with `status`. */
  retryAfter?: number
  delayMs?: number
  /** The connection is closed without a byte. */
  drop?: boolean
  /** The connection is closed after so many bytes of the answer. */
  cut?: number
  /** A webhook is sent so many more times; a call gets the last answer of its route. */
  repeat?: number
  /** Text is sent as it is, anything else as JSON. */
  body?: unknown
}

export type Fault = FaultPlan & { id: number; remaining: number }

/** A call to the vendor, or, on the route `webhook`, one that the vendor makes. */
export interface Call {
  service: Service
  route: string
  method: string
  path: string
}

/** `call` is its number among the calls of its route since the fault was planned. */
export type Fired = Call & { id: number; at: number; call: number; fault: Fault }

export interface Faults {
  plan: (plan: FaultPlan) => Fault
  /** The oldest plan that fits this call and hits it; counts the call. */
  take: (call: Call, at: number) => Fault | undefined
  list: () => Fault[]
  /** The last two hundred fired faults, oldest first. */
  fired: () => Fired[]
  clear: (service?: Service) => void
  /** Returns false when there is no such fault, or no longer. */
  cancel: (id: number) => boolean
  clearFired: () => void
}

const MAX_FIRED = 200

/** The route of the calls that a vendor makes itself; only a fault that names it applies to them. */
export const WEBHOOK_ROUTE = 'webhook'

/** @param seed the seed of plans without one */
export function createFaults(seed = 'faults'): Faults {
  let planned: { fault: Fault; calls: Map<string, number> }[] = []
  let fired: Fired[] = []
  let lastId = 0
  let lastFired = 0

  function hit(call: Call) {
    for (const { fault, calls } of planned) {
      if (!fits(fault, call)) continue
      const number = (calls.get(call.route) ?? 0) + 1
      calls.set(call.route, number)
      if (chanceOf(fault.seed ?? seed, call, number) < (fault.probability ?? 1)) return { fault, number }
    }
    return undefined
  }

  return {
    plan: (plan) => {
      const fault = { ...plan, id: ++lastId, remaining: plan.times }
      planned.push({ fault, calls: new Map() })
      return { ...fault }
    },
    take: (call, at) => {
      const found = hit(call)
      if (found === undefined) return undefined
      const { fault, number } = found
      fault.remaining -= 1
      if (fault.remaining <= 0) planned = planned.filter((one) => one.fault !== fault)
      fired = [...fired.slice(1 - MAX_FIRED), { ...call, id: ++lastFired, at, call: number, fault: { ...fault } }]
      return fault
    },
    list: () => planned.map(({ fault }) => ({ ...fault })),
    fired: () => [...fired],
    clear: (service) => {
      planned = service === undefined ? [] : planned.filter(({ fault }) => fault.service !== service)
    },
    cancel: (id) => {
      const before = planned.length
      planned = planned.filter(({ fault }) => fault.id !== id)
      return planned.length < before
    },
    clearFired: () => {
      fired = []
    },
  }
}

export function replacesAnswer(fault: Pick<FaultPlan, 'status' | 'body'>) {
  return fault.status !== undefined || fault.body !== undefined
}

/** Whether a route is written as a pattern of method and path. */
export const isPattern = (route: string) => /^(?:[A-Z]+ )?[/*]/.test(route)

function fits({ service, route }: FaultPlan, call: Call) {
  if (service !== call.service) return false
  if (route === undefined) return call.route !== WEBHOOK_ROUTE
  if (!isPattern(route)) return route === call.route
  const { method, path } = /^(?:(?<method>[A-Z]+) )?(?<path>.*)$/.exec(route)?.groups ?? {}
  return (method === undefined || method === call.method) && patternOf(path ?? '').test(call.path)
}

function patternOf(path: string) {
  return new RegExp(
    `^${path
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  )
}

/** A number between 0 and 1 that depends only on the seed and the call's number, so concurrent calls do not change it. */
function chanceOf(seed: string, { service, route }: Call, number: number) {
  return createHash('sha256').update(`${seed}:${service}:${route}:${number}`).digest().readUInt32BE() / 2 ** 32
}
