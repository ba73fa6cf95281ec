import { HOUR_MS } from '@qingpin/contract/core/days'
import { create } from 'zustand'
import { serverNow } from '@/app/clock'
import { defineDraft } from '@/app/drafts/drafts'
import { useSession } from '@/app/session'
import { onAppShown } from '@/platform/app-shown'

/** A call that was made from the app and is not noted yet. */
export interface Call {
  readonly id: string
  readonly name: string
  /** Epoch ms of the server's clock. */
  readonly at: number
  /** How long the person was away for it, in ms; unknown where the app was closed meanwhile. */
  readonly awayMs?: number
}

const isCall = (stored: unknown): stored is Call =>
  typeof stored === 'object' && stored !== null && 'id' in stored && 'name' in stored && 'at' in stored

/** Stored, because a phone may close the app during a call. */
const calls = defineDraft<Call>('call', { read: (stored) => (isCall(stored) ? stored : undefined), acrossTabs: true })

/** A call of yesterday is noted by hand. */
const OFFERED_MS = 12 * HOUR_MS
/** Longer than any call with a customer: the phone lay aside. */
const LONGEST_MS = 2 * HOUR_MS

interface CallState {
  readonly call: Call | undefined
}

const stored = (): Call | undefined => {
  const call = calls.of().read()
  return call && serverNow() - call.at < OFFERED_MS ? call : undefined
}

export const useCall = create<CallState>(() => ({ call: stored() }))
useSession.subscribe(() => useCall.setState({ call: stored() }))

let dialled: Call | undefined

export function noteCall(call: Pick<Call, 'id' | 'name'>): void {
  dialled = { ...call, at: serverNow() }
  calls.of().write(dialled)
}

onAppShown(() => {
  if (!dialled) return
  const awayMs = serverNow() - dialled.at
  const call = awayMs < LONGEST_MS ? { ...dialled, awayMs } : dialled
  dialled = undefined
  calls.of().write(call)
  useCall.setState({ call })
})

/** It is noted, or the person does not want to. */
export function forgetCall(): void {
  dialled = undefined
  calls.of().drop()
  useCall.setState({ call: undefined })
}
