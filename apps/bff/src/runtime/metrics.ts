import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Notifier } from './notifier.ts'

/** `error`: no usable answer; `refused`: the vendor refused; `open`, `full`: the vendor was not called. */
export type VendorOutcome = 'ok' | 'refused' | 'error' | 'open' | 'full'
/** The label of an outcome. Dashboards know an error by the word that it first had. */
const outcomeLabel = (outcome: VendorOutcome): string => (outcome === 'error' ? 'trouble' : outcome)

/** `trying`: after its rest the service gets one call, which decides. */
export type BreakerState = 'closed' | 'open' | 'trying'
const BREAKER = { closed: 0, trying: 0.5, open: 1 } as const

/** What is counted. Labels are names of ours, never ids, addresses or texts of people. */
export interface Metrics {
  request: (route: string, status: number, seconds: number) => void
  /** A request under a former path of a route, by the route's former name. */
  renamedRoute: (route: string) => void
  vendorCall: (service: string, operation: string, outcome: VendorOutcome, seconds: number) => void
  breaker: (service: string, state: BreakerState) => void
  /** Streams of a service that are under way: one more, or one less. */
  vendorStreams: (service: string, change: 1 | -1) => void
  slowStatement: (seconds: number) => void
  /** A picture that a provider was asked to read. */
  reading: (provider: string, outcome: string, seconds: number) => void
  /** What broke on a phone or in a browser, as it was reported. */
  clientError: (platform: string, kind: string) => void
  /** A line of the access log, or one that was dropped. */
  accessLine: (kind: string) => void
  /** An alert that staff sees on the first tab. @param service of a vendor; empty for other kinds */
  alert: (kind: string, service: string, reason: string) => void
  /** Everything, in Prometheus' text format. */
  text: () => Promise<string>
  contentType: string
}

/** How often the delay of the event loop is read. */
const LOOP_RESOLUTION_MS = 20
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30]

/** The jobs of one queue in one state. */
export interface JobCount {
  queue: string
  state: string
  jobs: number
  /** When the oldest of them is due, epoch ms. */
  due: number
}

export interface MetricsParts {
  notifier: Notifier
  clock: () => number
  /** Counts the jobs that are stored; asked at each reading. */
  countJobs: () => Promise<JobCount[]>
}

export function makeMetrics({ notifier, clock, countJobs }: MetricsParts): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  const requests = new Histogram({
    name: 'qingpin_http_request_seconds',
    help: 'Time to the first byte of a reply',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const renamed = new Counter({
    name: 'qingpin_renamed_route_requests_total',
    help: 'Requests under a former path of a route; none for a while means that the path can go',
    labelNames: ['route'],
    registers,
  })
  const calls = new Histogram({
    name: 'qingpin_vendor_call_seconds',
    help: 'Calls of outside services, one observation per attempt',
    labelNames: ['service', 'operation', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const breakers = new Gauge({
    name: 'qingpin_vendor_breaker_open',
    help: '1 while a service is not asked because it failed too often, 0.5 while one call tries whether it is well',
    labelNames: ['service'],
    registers,
  })
  const openings = new Counter({
    name: 'qingpin_vendor_breaker_openings_total',
    help: 'How often a breaker opened',
    labelNames: ['service'],
    registers,
  })

  const slow = new Histogram({
    name: 'qingpin_db_slow_statement_seconds',
    help: 'Statements of the database that took longer than SLOW_QUERY_MS; the log names them',
    buckets: [0.1, 0.2, 0.5, 1, 2.5, 5, 15],
    registers,
  })
  const streams = new Gauge({
    name: 'qingpin_vendor_streams',
    help: 'Streams of outside services under way',
    labelNames: ['service'],
    registers,
  })

  const readings = new Histogram({
    name: 'qingpin_ocr_seconds',
    help: 'Pictures that were to be read, by who was asked and what came of it',
    labelNames: ['provider', 'outcome'],
    buckets: SECONDS,
    registers,
  })

  const alerts = new Counter({
    name: 'qingpin_alerts_total',
    help: 'Alerts of staff: refusals of vendors that only the agency can remove, and readers of too many numbers',
    labelNames: ['kind', 'service', 'reason'],
    registers,
  })

  const clientErrors = new Counter({
    name: 'qingpin_client_errors_total',
    help: 'Errors of the app that phones and browsers reported',
    labelNames: ['platform', 'kind'],
    registers,
  })

  const accessLines = new Counter({
    name: 'qingpin_access_lines_total',
    help: 'Lines of the access log by kind, and those that were dropped because too many waited',
    labelNames: ['kind'],
    registers,
  })

  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS })
  loop.enable()
  /** The histogram holds the time between two readings, the planned pause included. */
  const delayAt = (percentile: number) =>
    Math.max(0, (percentile === 100 ? loop.max : loop.percentile(percentile)) / 1e9 - LOOP_RESOLUTION_MS / 1000)
  const delay = new Gauge({
    name: 'qingpin_event_loop_delay_seconds',
    help: 'Delay of the event loop since the last reading',
    labelNames: ['quantile'],
    registers,
    collect() {
      for (const percentile of [50, 99, 100]) this.set({ quantile: String(percentile / 100) }, delayAt(percentile))
      loop.reset()
    },
  })
  const readers = new Gauge({
    name: 'qingpin_event_readers',
    help: 'Readers that wait for events, workers included',
    registers,
    collect() {
      this.set(notifier.size)
    },
  })
  const memory = new Gauge({
    name: 'qingpin_resident_memory_bytes',
    help: 'Memory of this process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  const jobs = new Gauge({
    name: 'qingpin_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers,
  })
  const age = new Gauge({
    name: 'qingpin_jobs_oldest_due_seconds',
    help: 'How long the oldest job that is due has been waiting',
    labelNames: ['queue'],
    registers,
  })
  void [delay, readers, memory]

  async function readJobs(): Promise<void> {
    const counts = await countJobs()
    jobs.reset()
    age.reset()
    for (const { queue, state, jobs: n, due } of counts) {
      jobs.set({ queue, state }, n)
      if (state === 'ready') age.set({ queue }, Math.max(0, (clock() - due) / 1000))
    }
  }

  /** Histograms of a route and status, found by one look instead of two labels that are sorted and joined. */
  const bound = new Map<string, ReturnType<typeof requests.labels>>()
  return {
    request(route, status, seconds) {
      const name = `${status} ${route}`
      const one = bound.get(name) ?? requests.labels(route, String(status))
      bound.set(name, one)
      one.observe(seconds)
    },
    renamedRoute: (route) => renamed.inc({ route }),
    vendorCall: (service, operation, outcome, seconds) =>
      calls.observe({ service, operation, outcome: outcomeLabel(outcome) }, seconds),
    breaker(service, state) {
      breakers.set({ service }, BREAKER[state])
      if (state === 'open') openings.inc({ service })
    },
    vendorStreams: (service, change) => streams.inc({ service }, change),
    slowStatement: (seconds) => slow.observe(seconds),
    reading: (provider, outcome, seconds) => readings.observe({ provider, outcome }, seconds),
    clientError: (platform, kind) => clientErrors.inc({ platform, kind }),
    accessLine: (kind) => accessLines.inc({ kind }),
    alert: (kind, service, reason) => alerts.inc({ kind, service, reason }),
    async text() {
      await readJobs()
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}
