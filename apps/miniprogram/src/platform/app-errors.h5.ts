import type { ClientErrorKind } from '@qingpin/contract/ops/client-errors.rules'

export function onAppError(listener: (kind: ClientErrorKind, error: unknown) => void): void {
  // Without an error it is a picture that did not load, or another site's script.
  window.addEventListener('error', ({ error }: ErrorEvent) => {
    if (error) listener('script', error)
  })
  window.addEventListener('unhandledrejection', ({ reason }) => listener('promise', reason))
}
