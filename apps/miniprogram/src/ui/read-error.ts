import { isNetworkError } from '@/platform/network-error'

export interface ReadError {
  readonly art: 'offline' | 'error'
  readonly title: string
  readonly text: string
  readonly retry: boolean
  /** What helps instead of trying again: a login, another role, or a password of one's own. */
  readonly way?: 'login' | 'role' | 'password'
  readonly requestId: string | undefined
  /** Code and request id, for the report of an error. */
  readonly reference?: string | undefined
}

const field = (error: unknown, name: 'message' | 'requestId' | 'status' | 'code'): unknown =>
  typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : undefined

/** What a person should read about an error: what happened, what is safe, whether trying again makes sense. */
export function readError(error: unknown): ReadError {
  if (isNetworkError(error)) {
    const title = error.kind === 'timeout' ? '等太久了' : '没连上网'
    return { art: 'offline', title, text: '检查一下网络再试。', retry: true, requestId: undefined }
  }
  const status = field(error, 'status')
  const message = field(error, 'message')
  const id = field(error, 'requestId')
  const requestId = typeof id === 'string' && id !== '' ? id : undefined
  const code = field(error, 'code')
  const reference = requestId && [code, requestId].filter(Boolean).join(' ')
  // Only messages of the server are written for people; those of other errors are not shown.
  const told = typeof status === 'number' && typeof message === 'string' && message !== '' ? message : undefined
  const refused = typeof status === 'number' && status >= 400 && status < 500 && status !== 429
  if (status === 401)
    return { art: 'error', title: told ?? '请先登录。', text: '', retry: false, way: 'login', requestId: undefined }
  // Expected, so there is nothing to report.
  if (status === 403) {
    const way = code === 'PASSWORD_CHANGE_REQUIRED' ? 'password' : 'role'
    return { art: 'error', title: told ?? '当前身份没有这项权限。', text: '', retry: false, way, requestId: undefined }
  }
  if (refused) return { art: 'error', title: told ?? '这里打不开', text: '', retry: false, requestId, reference }
  const title = told ?? '这一页没打开'
  return { art: 'error', title, text: '是我们这边的问题，已经记下。', retry: true, requestId, reference }
}

/** A sentence about an error, and the reference to quote in a report; see FieldError. */
export interface Problem {
  readonly text: string
  /** Code and request id of an unexpected error. */
  readonly reference?: string | undefined
}

/** Makes a sentence around the title of an error and, where it matters, the text below it. */
export type ErrorWords = (title: string, text: string) => string

const FAILURE = 'Failure'

/** To be thrown by work that did not succeed although no request was refused, with the sentence that says so. */
export const failure = (sentence: string): Error => Object.assign(new Error(sentence), { name: FAILURE })

export function problemOf(error: unknown, words: ErrorWords = (title) => title): Problem {
  if (error instanceof Error && error.name === FAILURE) return { text: error.message }
  const { title, text, retry, reference } = readError(error)
  return { text: words(title, text), reference: retry ? reference : undefined }
}
