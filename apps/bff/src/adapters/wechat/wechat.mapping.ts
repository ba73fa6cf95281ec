import type { ErrorCode } from '@qingpin/contract/errors'

/** Error codes of code2Session that a person can do something about; all others mean that our side is at fault. */
const LOGIN_ERRORS: Record<number, ErrorCode> = {
  40029: 'WECHAT_CODE_INVALID',
  41008: 'WECHAT_CODE_INVALID',
  40163: 'WECHAT_CODE_USED',
  40226: 'WECHAT_BLOCKED',
  45011: 'WECHAT_BUSY',
}

export const isBusy = (errcode: number): boolean => errcode === -1
export const loginError = (errcode: number): ErrorCode => LOGIN_ERRORS[errcode] ?? 'WECHAT_BUSY'
