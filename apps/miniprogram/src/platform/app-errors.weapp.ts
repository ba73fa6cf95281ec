import type { ClientErrorKind } from '@qingpin/contract/ops/client-errors.rules'
import Taro from '@tarojs/taro'

export function onAppError(listener: (kind: ClientErrorKind, error: unknown) => void): void {
  Taro.onError?.((error) => listener('script', error))
  // From base library 2.10.0 on.
  Taro.onUnhandledRejection?.(({ reason }) => listener('promise', reason))
}
