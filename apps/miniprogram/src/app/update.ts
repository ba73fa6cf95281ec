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

/** Hides the bar. The new version is used at the next start in any case. */
export const putUpdateOff = (): void => useUpdate.setState(nothing)
