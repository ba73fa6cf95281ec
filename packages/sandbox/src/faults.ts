import type { Service } from './services.ts'

/** What is to go wrong. With only `delayMs` the true answer follows late; anything else replaces it. */
export type FaultPlan = {
  service: Service
  /** `jscode2session`, `SendSms`, … ; every route of the service without it. */
  route?: string
  times: number
  status?: number
  delayMs?: number
  drop?: boolean
  /** Text goes out as it is, anything else as JSON. */
  body?: unknown
}

export type Fault = FaultPlan & { id: number; remaining: number }

export type Faults = {
  plan: (plan: FaultPlan) => Fault
  /** The oldest plan that fits this call; counts the call. */
  take: (service: Service, route: string) => Fault | undefined
  list: () => Fault[]
  clear: (service?: Service) => void
}

export const createFaults = (): Faults => {
  let planned: Fault[] = []
  let lastId = 0
  return {
    plan: (plan) => {
      const fault = { ...plan, id: ++lastId, remaining: plan.times }
      planned.push(fault)
      return { ...fault }
    },
    take: (service, route) => {
      const fault = planned.find((one) => one.service === service && (one.route === undefined || one.route === route))
      if (fault === undefined) return undefined
      fault.remaining -= 1
      if (fault.remaining <= 0) planned = planned.filter((one) => one !== fault)
      return fault
    },
    list: () => planned.map((fault) => ({ ...fault })),
    clear: (service) => {
      planned = service === undefined ? [] : planned.filter((fault) => fault.service !== service)
    },
  }
}

export const replacesAnswer = (fault: Pick<FaultPlan, 'status' | 'body'>) =>
  fault.status !== undefined || fault.body !== undefined
