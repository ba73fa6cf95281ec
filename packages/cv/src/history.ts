import type { CvDocument } from './document.ts'

/** Documents share what did not change, so a whole one per step costs little. */
export interface History {
  readonly past: readonly CvDocument[]
  readonly future: readonly CvDocument[]
  /** What the newest step changed and when: typing on in the same path belongs to the same step. */
  readonly step: { readonly what: string; readonly at: number } | undefined
}

export const emptyHistory: History = { past: [], future: [], step: undefined }

const DEEPEST = 100
/** A longer pause in typing begins a new step. */
const PAUSE_MS = 1500

/** Notes that `before` is about to be changed. `what` names the path of a text; a change of a list is always a step. */
export function noted(history: History, before: CvDocument, what: string, now: number): History {
  const { past, step } = history
  const typingOn = step !== undefined && step.what === what && now - step.at < PAUSE_MS
  return {
    past: typingOn ? past : [...past, before].slice(-DEEPEST),
    future: [],
    step: { what, at: now },
  }
}

export interface Turned {
  readonly history: History
  readonly document: CvDocument
}

/** One step back; undefined when there is none. */
export function undone({ past, future }: History, document: CvDocument): Turned | undefined {
  const before = past[past.length - 1]
  return (
    before && {
      document: before,
      history: { past: past.slice(0, -1), future: [document, ...future], step: undefined },
    }
  )
}

/** One step forward again; undefined when there is none. */
export function redone({ past, future }: History, document: CvDocument): Turned | undefined {
  const [next, ...rest] = future
  return next && { document: next, history: { past: [...past, document], future: rest, step: undefined } }
}
