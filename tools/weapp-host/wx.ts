/** What a test needs to know of what the app asked WeChat for. */
export interface WxLog {
  requests: { method: string; url: string; status: number }[]
  calls: string[]
}
export interface WxOptions {
  /** Where requests really go, whatever address the build has. */
  api: string
  /** The code that wx.login gives. */
  loginCode: () => string
  open: (kind: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab', url: string) => void
  back: () => void
  log: WxLog
}

interface CallOptions {
  success?: (result: object) => void
  fail?: (result: object) => void
  complete?: (result: object) => void
}
interface RequestOptions extends CallOptions {
  url: string
  method?: string
  header?: Record<string, string>
  data?: string
}

/** The verbs of wx.request; PATCH is not among them. */
const VERBS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']
const ANSWERED = [
  'showToast',
  'hideToast',
  'showLoading',
  'hideLoading',
  'setTabBarStyle',
  'setTabBarItem',
  'setTabBarBadge',
  'removeTabBarBadge',
  'setBackgroundColor',
  'setBackgroundTextStyle',
  'setNavigationBarColor',
  'setNavigationBarTitle',
  'setClipboardData',
  'makePhoneCall',
  'pageScrollTo',
  'stopPullDownRefresh',
  'startPullDownRefresh',
  'getSetting',
  'authorize',
  'vibrateShort',
  'showTabBar',
  'hideTabBar',
]
const LISTENERS = [
  'onNetworkStatusChange',
  'offNetworkStatusChange',
  'onThemeChange',
  'offThemeChange',
  'onAppShow',
  'onAppHide',
  'onError',
  'onUnhandledRejection',
  'onPageNotFound',
  'onMemoryWarning',
  'onWindowResize',
  'offWindowResize',
  'onKeyboardHeightChange',
  'offKeyboardHeightChange',
]

/**
 * `wx` as a plain object: Taro takes over own keys only, so every function has its own. `webpackJsonp` stays undefined
 * until the bundle sets it.
 */
export function makeWx({ api, loginCode, open, back, log }: WxOptions): Record<string, unknown> {
  const stored = new Map<string, unknown>()
  const system = {
    SDKVersion: '3.8.0',
    platform: 'ios',
    brand: 'iPhone',
    model: 'iPhone 13',
    theme: 'light',
    pixelRatio: 3,
    windowWidth: 390,
    windowHeight: 844,
    screenWidth: 390,
    screenHeight: 844,
    statusBarHeight: 47,
    fontSizeScaleFactor: 1,
    safeArea: { top: 47, bottom: 810, left: 0, right: 390, width: 390, height: 763 },
  }
  const later = (run: () => void) => void setTimeout(run, 0)
  const answer =
    (name: string, result: (options: never) => object) =>
    (options: CallOptions = {}) => {
      log.calls.push(name)
      later(() => {
        const reply = { errMsg: `${name}:ok`, ...result(options as never) }
        options.success?.(reply)
        options.complete?.(reply)
      })
    }

  const request = (options: RequestOptions) => {
    const method = (options.method ?? 'GET').toUpperCase()
    const abort = new AbortController()
    void (async () => {
      try {
        if (!VERBS.includes(method)) throw new Error('method is invalid')
        const url = options.url.replace(/^https?:\/\/[^/]+/, api)
        const response = await fetch(url, {
          method,
          headers: options.header ?? {},
          body: options.data ?? null,
          signal: abort.signal,
        })
        const data = await response.text()
        log.requests.push({ method, url: url.slice(api.length), status: response.status })
        const reply = {
          data,
          statusCode: response.status,
          header: Object.fromEntries(response.headers),
          errMsg: 'request:ok',
        }
        options.success?.(reply)
        options.complete?.(reply)
      } catch (error) {
        const reply = { errMsg: `request:fail ${(error as Error).message}` }
        options.fail?.(reply)
        options.complete?.(reply)
      }
    })()
    return {
      abort: () => abort.abort(),
      onHeadersReceived() {},
      offHeadersReceived() {},
      onChunkReceived() {},
      offChunkReceived() {},
    }
  }

  const wx: Record<string, unknown> = {
    webpackJsonp: undefined,
    request,
    login: answer('login', () => ({ code: loginCode() })),
    getNetworkType: answer('getNetworkType', () => ({ networkType: 'wifi' })),
    canIUse: () => true,
    nextTick: later,
    getSystemInfoSync: () => system,
    getWindowInfo: () => system,
    getDeviceInfo: () => system,
    getAppBaseInfo: () => system,
    getSystemSetting: () => ({}),
    getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, left: 295, right: 382, top: 51, bottom: 83 }),
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getStorageSync: (key: string) => stored.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void stored.set(key, value),
    removeStorageSync: (key: string) => void stored.delete(key),
    getStorageInfoSync: () => ({ keys: [...stored.keys()], currentSize: 1, limitSize: 10_240 }),
    createSelectorQuery: emptyQuery,
    navigateBack: answer('navigateBack', () => (back(), {})),
  }
  for (const kind of ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'] as const) {
    wx[kind] = answer(kind, ({ url }: { url: string }) => (open(kind, url), {}))
  }
  for (const name of ANSWERED) wx[name] = answer(name, () => ({}))
  for (const name of LISTENERS) wx[name] = () => undefined
  return wx
}

/** Nothing is laid out here, so nothing can be measured. */
function emptyQuery() {
  const query = {
    in: () => query,
    select: () => query,
    selectAll: () => query,
    selectViewport: () => query,
    boundingClientRect: () => query,
    scrollOffset: () => query,
    fields: () => query,
    exec: (done?: (results: unknown[]) => void) => void setTimeout(() => done?.([]), 0),
  }
  return query
}
