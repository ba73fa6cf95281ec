import { ANSWERED, LISTENERS } from './wx-names.ts'
import { playerFor } from './wx-player.ts'
import { emptyQuery } from './wx-query.ts'
import type { Subscribe } from './wx-subscribe.ts'
import type { Privacy } from './wx-privacy.ts'

/** What a test needs to know of what the app asked WeChat for. */
export interface WxLog {
  requests: { method: string; url: string; status: number }[]
  /** Requests that have no answer yet. */
  underWay: number
  calls: string[]
  /** Files that were opened for the person to see. */
  opened: { path: string; bytes: Uint8Array }[]
  /** Forms that were sent, with the names of their fields in order. */
  uploads: { url: string; fields: string[]; status: number }[]
}
export type Navigation = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab'

export interface WxOptions {
  /** Where requests really go, whatever address the build has. */
  api: string
  /** The code that wx.login gives. */
  loginCode: () => string
  /** Opens a page, or throws with the reason why it cannot be opened. */
  open: (kind: Navigation, url: string) => void
  back: () => void
  log: WxLog
  /** Opens WeChat's payment dialog and says how it ended. */
  pay: (options: PaymentOptions) => Promise<string>
  /** What the app has stored; it outlives the app. */
  stored: Map<string, unknown>
  network: WxNetwork
  privacy: Privacy
  subscribe: Subscribe
  updates: WxUpdates
  /** The listeners of the app for its coming back to the front. */
  shown?: Set<() => void>
  /** What the person takes a picture of, or chooses. */
  album: Photo[]
  /** The size of type that is set in WeChat, 1 = normal. */
  typeScale?: number
}

/** A photo that is taken or chosen. */
export interface Photo {
  bytes: Uint8Array
  ending: string
}

export interface WxNetwork {
  up: boolean
  listeners: Set<(status: { isConnected: boolean; networkType: string }) => void>
}
/** The listeners of the app for new versions. */
export interface WxUpdates {
  ready: Set<() => void>
  failed: Set<() => void>
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
  enableChunked?: boolean
  responseType?: 'text' | 'arraybuffer'
}
type ChunkListener = (chunk: { data: ArrayBuffer }) => void

interface DownloadOptions extends CallOptions {
  url: string
  header?: Record<string, string>
  filePath: string
}

interface WxReadFile {
  filePath: string
  position?: number
  length?: number
  success: (read: { data: ArrayBuffer }) => void
  fail: (error: { errMsg: string }) => void
}

interface UploadOptions extends CallOptions {
  url: string
  filePath: string
  name: string
  formData?: Record<string, string>
  header?: Record<string, string>
}

/** The verbs of wx.request; PATCH is not among them. */
const VERBS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']

/**
 * `wx` as a plain object: Taro takes over own keys only, so every function has its own. `webpackJsonp` stays undefined
 * until the bundle sets it.
 */
export function makeWx(wxOptions: WxOptions): Record<string, unknown> {
  const {
    api,
    loginCode,
    open,
    back,
    log,
    pay,
    stored,
    network,
    privacy,
    updates,
    shown,
    album,
    typeScale = 1,
  } = wxOptions
  /** Files of the app's own folder. */
  const files = new Map<string, Uint8Array>()
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
    fontSizeScaleFactor: typeScale,
    safeArea: { top: 47, bottom: 810, left: 0, right: 390, width: 390, height: 763 },
  }
  const later = (run: () => void) => void setTimeout(run, 0)
  const answer =
    (name: string, result: (options: never) => object) =>
    (options: CallOptions = {}) => {
      log.calls.push(name)
      later(() => {
        const reply = outcome(name, () => result(options as never))
        if (reply.errMsg.endsWith(':ok')) options.success?.(reply)
        else options.fail?.(reply)
        options.complete?.(reply)
      })
    }

  const request = (options: RequestOptions) => {
    const method = (options.method ?? 'GET').toUpperCase()
    const abort = new AbortController()
    const listeners = new Set<ChunkListener>()
    log.underWay += 1
    void (async () => {
      try {
        if (!VERBS.includes(method)) throw new Error('method is invalid')
        if (!network.up) throw new Error('net::ERR_INTERNET_DISCONNECTED')
        const url = options.url.replace(/^https?:\/\/[^/]+/, api)
        const response = await fetch(url, {
          method,
          headers: options.header ?? {},
          body: options.data ?? null,
          signal: abort.signal,
        })
        log.requests.push({ method, url: url.slice(api.length), status: response.status })
        const data = options.enableChunked
          ? await handOver(response, listeners)
          : options.responseType === 'arraybuffer'
            ? await response.arrayBuffer()
            : await response.text()
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
      } finally {
        log.underWay -= 1
      }
    })()
    return {
      abort: () => abort.abort(),
      onHeadersReceived() {},
      offHeadersReceived() {},
      onChunkReceived: (listener: ChunkListener) => void listeners.add(listener),
      offChunkReceived: (listener: ChunkListener) => void listeners.delete(listener),
    }
  }

  const downloadFile = ({ url, header, filePath, success, fail }: DownloadOptions) => {
    log.calls.push('downloadFile')
    void (async () => {
      try {
        const response = await fetch(url.replace(/^https?:\/\/[^/]+/, api), { headers: header ?? {} })
        files.set(filePath, new Uint8Array(await response.arrayBuffer()))
        success?.({ statusCode: response.status, filePath, errMsg: 'downloadFile:ok' })
      } catch (error) {
        fail?.({ errMsg: `downloadFile:fail ${(error as Error).message}` })
      }
    })()
    return { abort() {}, onProgressUpdate() {}, onHeadersReceived() {} }
  }

  let taken = 0
  const chooseMedia = answer('chooseMedia', ({ count = 9 }: { count?: number }) => {
    const chosen = album.splice(0, count)
    if (chosen.length === 0) throw new Error('cancel')
    return {
      type: 'image',
      tempFiles: chosen.map(({ bytes, ending }) => {
        taken += 1
        const tempFilePath = `wxfile://tmp/${taken}.${ending}`
        files.set(tempFilePath, bytes)
        return { tempFilePath, size: bytes.length, fileType: 'image' }
      }),
    }
  })

  const uploadFile = ({ url, filePath, name, formData = {}, header, success, fail, complete }: UploadOptions) => {
    const listeners = new Set<(event: { progress: number }) => void>()
    const abort = new AbortController()
    void (async () => {
      try {
        const bytes = files.get(filePath)
        if (!bytes) throw new Error('file not found')
        if (!network.up) throw new Error('net::ERR_INTERNET_DISCONNECTED')
        const form = new FormData()
        for (const [field, value] of Object.entries(formData)) form.append(field, value)
        form.append(name, new Blob([new Uint8Array(bytes)]), filePath.split('/').at(-1))
        // A store of a vendor has an address of its own, which is reached as it is.
        const target = url.replace(/^https?:\/\/[^/]+(?=\/(?:api|store)\/)/, api)
        for (const listener of listeners) listener({ progress: 50 })
        const response = await fetch(target, {
          method: 'POST',
          headers: header ?? {},
          body: form,
          signal: abort.signal,
        })
        log.uploads.push({ url: target, fields: [...form.keys()], status: response.status })
        const reply = { statusCode: response.status, data: await response.text(), errMsg: 'uploadFile:ok' }
        success?.(reply)
        complete?.(reply)
      } catch (error) {
        const reply = { errMsg: `uploadFile:fail ${(error as Error).message}` }
        fail?.(reply)
        complete?.(reply)
      }
    })()
    return {
      abort: () => abort.abort(),
      onProgressUpdate: (listener: (event: { progress: number }) => void) => void listeners.add(listener),
      offProgressUpdate() {},
      onHeadersReceived() {},
      offHeadersReceived() {},
    }
  }

  const wx: Record<string, unknown> = {
    webpackJsonp: undefined,
    env: { USER_DATA_PATH: 'wxfile://usr' },
    request,
    downloadFile,
    uploadFile,
    chooseMedia: privacy.guard('chooseMedia', chooseMedia),
    getFileSystemManager: () => ({
      readFileSync: (path: string) => new TextDecoder().decode(files.get(path)),
      readFile: ({ filePath, position = 0, length, success, fail }: WxReadFile) => {
        const bytes = files.get(filePath)
        if (bytes)
          success({ data: Uint8Array.from(bytes.subarray(position, position + (length ?? bytes.length))).buffer })
        else fail({ errMsg: 'readFile:fail no such file or directory' })
      },
      unlink: ({ filePath }: { filePath: string }) => void files.delete(filePath),
    }),
    openDocument: answer('openDocument', ({ filePath }: { filePath: string }) => {
      log.opened.push({ path: filePath, bytes: files.get(filePath) ?? new Uint8Array() })
      return {}
    }),
    login: answer('login', () => ({ code: loginCode() })),
    getNetworkType: answer('getNetworkType', () => ({ networkType: network.up ? 'wifi' : 'none' })),
    onNetworkStatusChange: (listener: Parameters<WxNetwork['listeners']['add']>[0]) =>
      void network.listeners.add(listener),
    onAppShow: (listener: () => void) => void shown?.add(listener),
    setClipboardData: privacy.guard(
      'setClipboardData',
      answer('setClipboardData', () => ({})),
    ),
    onNeedPrivacyAuthorization: privacy.listen,
    getPrivacySetting: answer('getPrivacySetting', () => ({ needAuthorization: privacy.needed() })),
    openPrivacyContract: answer('openPrivacyContract', () => ({})),
    getUpdateManager: () => ({
      onCheckForUpdate: () => undefined,
      onUpdateReady: (listener: () => void) => void updates.ready.add(listener),
      onUpdateFailed: (listener: () => void) => void updates.failed.add(listener),
      applyUpdate: () => void log.calls.push('applyUpdate'),
    }),
    createInnerAudioContext: () => playerFor(log.calls),
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
    requestSubscribeMessage: wxOptions.subscribe.request,
    requestPayment: (options: PaymentOptions & CallOptions) => {
      log.calls.push('requestPayment')
      void pay(options).then((errMsg) => {
        if (errMsg === 'requestPayment:ok') options.success?.({ errMsg })
        else options.fail?.({ errMsg })
        options.complete?.({ errMsg })
      })
    },
    navigateBack: answer('navigateBack', () => (back(), {})),
  }
  for (const kind of ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'] as const) {
    wx[kind] = answer(kind, ({ url }: { url: string }) => (open(kind, url), {}))
  }
  for (const name of ANSWERED) wx[name] = answer(name, () => ({}))
  for (const name of LISTENERS) wx[name] = () => undefined
  return wx
}

export interface PaymentOptions {
  timeStamp?: unknown
  nonceStr?: unknown
  package?: unknown
  signType?: unknown
  paySign?: unknown
}

function outcome(name: string, result: () => object): { errMsg: string } {
  try {
    return { errMsg: `${name}:ok`, ...result() }
  } catch (error) {
    return { errMsg: `${name}:fail ${(error as Error).message}` }
  }
}

/** Hands a body over as it comes, in pieces of 1 to 7 bytes: a phone cuts wherever it likes, inside characters too. */
async function handOver(response: Response, listeners: ReadonlySet<ChunkListener>): Promise<string> {
  let size = 0
  for await (const part of response.body ?? []) {
    for (let at = 0; at < part.length; at += size) {
      size = (size % 7) + 1
      const data = Uint8Array.from(part.subarray(at, at + size)).buffer
      for (const listener of listeners) listener({ data })
    }
  }
  return ''
}
