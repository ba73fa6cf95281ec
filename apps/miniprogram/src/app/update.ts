import { create } from 'zustand'
import { watchUpdates } from '@/platform/update'

interface Update {
  /** Starts the app anew; undefined while there is nothing new. */
  readonly apply: (() => void) | undefined
  readonly failed: boolean
}

const nothing: Update = { apply: undefined, failed: false }

export const useUpdate = create<Update>(() => nothing)

/** Once at launch. */
export function startUpdates(): void {
  watchUpdates({
    ready: (apply) => useUpdate.setState({ apply, failed: false }),
    failed: () => useUpdate.setState({ failed: true }),
  })
}

/** Not now: it is taken at the next start anyway. */
export const putUpdateOff = (): void => useUpdate.setState(nothing)
