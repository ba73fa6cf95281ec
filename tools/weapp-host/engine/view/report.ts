import type { AppConfig, Bundle } from '../app-config.ts'
import type { WxLog } from '../../wx.ts'

export interface SetData {
  page: string
  bytes: number
  at: number
  /** It draws a skeleton. */
  skeleton: boolean
}

/** What the host tells of itself to the test that drives it. */
export interface Report {
  ready: boolean
  errors: string[]
  setData: SetData[]
  log: WxLog
}

type Module = (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void
export interface Delivered extends Pick<Bundle, 'parts' | 'styles'> {
  app: AppConfig
  loginCode: string
  typeScale: number
  /** The names that code finds on a phone. */
  names: string[]
  templates: () => Record<string, unknown>
  modules: Record<string, (scope: object) => Module>
}

export const report: Report = {
  ready: false,
  errors: [],
  setData: [],
  log: { requests: [], underWay: 0, calls: [], opened: [], uploads: [] },
}

export const complain = (where: string, error: unknown): void => {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  report.errors.push(`${where}: ${reason.slice(0, 800)}`)
}

export const delivered = (globalThis as unknown as { __bundle: Delivered }).__bundle
