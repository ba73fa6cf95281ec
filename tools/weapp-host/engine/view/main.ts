import { pagesOf } from '../app-config.ts'
import { makePrivacy } from '../../wx-privacy.ts'
import { makeSubscribe, type SubscribeChoice } from '../../wx-subscribe.ts'
import { makeWx, type PaymentOptions, type Photo } from '../../wx.ts'
import { listenToFields } from './fields.ts'
import { define, makeFramework } from './framework.ts'
import { makeLoader } from './logic.ts'
import { Pages } from './pages.ts'
import { complain, delivered, report } from './report.ts'

type Definition = Record<string, unknown>
type Hook = (options: object) => void
interface Driver {
  __report: typeof report
  /** Opens a page as a link does. */
  __open: (url: string) => void
  /** The system's key or gesture. */
  __back: () => void
  __routes: () => string[]
  /** The app comes back to the front, as after a call. */
  __comeBack: () => void
  /** Puts before the camera what it sees next: base64, and the ending of its name. */
  __photograph: (bytes: string, ending: string) => void
  __pay?: (options: PaymentOptions) => Promise<string>
  /** What the person answers to requests for subscribe messages; no unless said otherwise. */
  __subscribes?: SubscribeChoice | 'off'
  /** How many dialogs of subscribe messages were opened. */
  __dialogs: () => number
}

const driver = globalThis as unknown as Driver
addEventListener('error', ({ error, message }) => complain('uncaught', error ?? message))
addEventListener('unhandledrejection', ({ reason }) => complain('unhandled rejection', reason))

let app: Definition = {}
const framework = makeFramework()
const registers = (kind: 'Page' | 'Component' | 'Behavior') => (definition: Definition) =>
  define(framework.space, kind, loader.loading(), definition)

/** The events of the page that make a tap. */
const TAPS = ['tap', 'click', 'touchend', 'mouseup', 'pointerup']

// The framework hands a tap on while the event of the page is dispatched, so a later call has none.
const subscribe = makeSubscribe(
  report.log.calls,
  () => (driver.__subscribes === 'off' ? undefined : (driver.__subscribes ?? 'reject')),
  () => TAPS.includes(window.event?.type ?? ''),
)

const album: Photo[] = []
const shown = new Set<() => void>()
const wx = makeWx({
  api: `${location.origin}/bff`,
  loginCode: () => delivered.loginCode,
  log: report.log,
  pay: (options) => driver.__pay?.(options) ?? Promise.resolve('requestPayment:fail cancel'),
  stored: new Map(),
  network: { up: true, listeners: new Set() },
  privacy: makePrivacy(false, report.log.calls),
  subscribe,
  updates: { ready: new Set(), failed: new Set() },
  shown,
  album,
  typeScale: delivered.typeScale,
  open: (kind, url) => {
    try {
      pages.open(kind, url)
    } catch (error) {
      complain(`${kind} ${url}`, error)
      throw error
    }
  },
  back: () => pages.back(),
})
const loader = makeLoader({
  wx,
  console,
  App: (definition: Definition) => {
    app = definition
  },
  Page: registers('Page'),
  Component: registers('Component'),
  Behavior: registers('Behavior'),
  getApp: () => app,
  getCurrentPages: () => pages.instances,
  requirePlugin: () => ({}),
  __wxConfig: {},
})
const pages = new Pages(framework, pagesOf(delivered.app), loader.load)

driver.__report = report
driver.__open = (url) => {
  const path = url.replace(/^\//, '').split('?')[0] ?? ''
  const isTab = delivered.app.tabBar?.list.some(({ pagePath }) => pagePath === path)
  pages.open(isTab ? 'switchTab' : 'navigateTo', url)
}
driver.__photograph = (bytes, ending) =>
  void album.push({ bytes: Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)), ending })
driver.__back = () => pages.back()
driver.__comeBack = () => shown.forEach((listener) => listener())
driver.__routes = () => pages.routes
driver.__dialogs = () => subscribe.asked.length

listenToFields()
try {
  loader.load('app.js')
  const options = { path: delivered.app.pages[0], query: {}, scene: 1001 }
  for (const name of ['onLaunch', 'onShow']) (app[name] as Hook | undefined)?.call(app, options)
} catch (error) {
  complain('app.js', error)
}
report.ready = true
