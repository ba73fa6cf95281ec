import type { ClientErrorKind } from '@qingpin/contract/ops/client-errors.rules'

/** Calls the listener with each error that nothing has caught. */
export declare function onAppError(listener: (kind: ClientErrorKind, error: unknown) => void): void
