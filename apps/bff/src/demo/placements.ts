import { EndPlacement, StartPlacement } from '@qingpin/contract/placements/placements.fields'
import { placedCustomers } from '../features/customers/signing.service.ts'
import { change, end, start } from '../features/placements/placements.service.ts'
import { type At, dayIn, type Seeded } from './customers.ts'

/** Placements of the demo. Days count from the day of seeding. */
interface SeedPlacement {
  customer: string
  worker: string
  /** When it was written down. */
  hoursAgo: number
  startsInDays: number
  endsInDays: number | null
  trialInDays: number | null
  pay: number
  payPer: '月' | '26天'
  /** When the trial was passed. */
  passedHoursAgo?: number
  ended?: {
    hoursAgo: number
    inDays: number
    cause: 'needless'
    reason: string
    contractStatus: '退款中'
  }
}

const PLACEMENTS: readonly SeedPlacement[] = [
  {
    customer: '林先生',
    worker: '刘玉珍',
    hoursAgo: 520,
    startsInDays: -21,
    endsInDays: 344,
    trialInDays: -14,
    pay: 7200,
    payPer: '月',
    passedHoursAgo: 330,
  },
  {
    customer: '谢女士',
    worker: '周红梅',
    hoursAgo: 130,
    startsInDays: -5,
    endsInDays: 360,
    trialInDays: 2,
    pay: 9200,
    payPer: '月',
  },
  {
    customer: '罗女士',
    worker: '徐桂香',
    hoursAgo: 195,
    startsInDays: -8,
    endsInDays: 18,
    trialInDays: null,
    pay: 13800,
    payPer: '26天',
  },
  {
    customer: '梁女士',
    worker: '孙爱琴',
    hoursAgo: 440,
    startsInDays: -14,
    endsInDays: null,
    trialInDays: -10,
    pay: 8800,
    payPer: '月',
    ended: {
      hoursAgo: 210,
      inDays: -9,
      cause: 'needless',
      reason: '老人决定自己带孩子',
      contractStatus: '退款中',
    },
  },
]

/** Places workers with their customers, each by the customer's owner. */
export async function seedPlacements(at: At, customers: Seeded, workers: ReadonlyMap<string, string>): Promise<void> {
  const { now } = at(null, 0)
  for (const seed of PLACEMENTS) {
    const customer = customers.get(seed.customer)
    const resumeId = workers.get(seed.worker)
    if (!customer || !resumeId) throw new Error(`${seed.customer} or ${seed.worker} is not in the demo`)
    const by = (hoursAgo: number) => at(customer.owner, hoursAgo)
    const day = (days: number | null) => (days === null ? null : dayIn(now, days))
    const { pay, payPer, ended } = seed
    const terms = StartPlacement.parse({
      customerId: customer.id,
      resumeId,
      startsOn: day(seed.startsInDays),
      endsOn: day(seed.endsInDays),
      trialUntil: day(seed.trialInDays),
      pay,
      payPer,
    })
    const { id, version } = await start(by(seed.hoursAgo), placedCustomers, terms)
    if (seed.passedHoursAgo !== undefined)
      await change(by(seed.passedHoursAgo), placedCustomers, id, { version, trialPassed: true })
    if (!ended) continue
    const { hoursAgo, inDays, ...ending } = ended
    const last = EndPlacement.parse({ version, ...ending, endedOn: day(inDays) })
    await end(by(hoursAgo), placedCustomers, id, last)
  }
}
