import type { RunNote } from '@qingpin/contract/assistant/assistant.enums'
import type { FieldCipher } from '../../crypto/field-cipher.ts'
import type { Reveal } from '../../events/index.ts'
import type { LlmFailure } from '../../ports/llm.port.ts'

/** Conversations that the assistant tab shows. */
export const RECENT_CHATS = 5
export const TURNS_PER_PAGE = 20
/** After how many seconds a question may be sent again while too many answers are being written. */
export const RUNS_RETRY_SECONDS = 10
/** How long a run counts as being written after the last renewal of its lease. */
export const LEASE_MS = 10_000
/** How often the writer renews its lease and looks for a stop, in case a notification was lost. */
export const RENEW_EVERY_MS = 1000
/** How long pieces of text gather before they are appended. */
export const BATCH_MS = 90
/** How many characters are appended at once without waiting. */
export const BATCH_CHARACTERS = 200
/** When a run is checked again whose writer may have come back. */
export const CHECK_AGAIN_MS = 1000
/**
 * A power failure loses the events of the last second, a few dozen at most. The closing event of such a run is numbered
 * beyond them, so that a reader who has seen them receives it.
 */
export const LOST_EVENTS = 1000
/** How long a run's topic can be read after its end; after that the answer stands in the conversation only. */
export const TOPIC_RETENTION_MS = 10 * 60_000
/** The job that watches a run until its topic has expired. */
export const RUN_WATCH = { name: 'run-watch', retries: 20, baseMs: 1000, leaseMs: 5000 } as const

/** Why writing halts before the model ends: a stop request, an end by another process, or this process stopping. */
export type Halt = 'stopped' | 'ended' | 'leaving'

const NOTE_OF: Record<LlmFailure, RunNote> = {
  busy: 'BUSY',
  unavailable: 'UNAVAILABLE',
  refused: 'REFUSED',
  silent: 'SILENT',
  broken: 'BROKEN',
}

/** The states that a run ends in. `running` leads to each of them, and nothing leads on. */
export interface RunOutcome {
  state: 'done' | 'stopped' | 'failed'
  note: RunNote | null
}

/** The end of a run, by how the model and the writer ended. */
export function outcomeOf(writing: {
  text: string
  end: 'stop' | 'length' | undefined
  halt: Halt | undefined
  failure: LlmFailure | undefined
}): RunOutcome {
  const { text, end, halt, failure } = writing
  if (end && text.trim() !== '') return { state: 'done', note: end === 'length' ? 'LENGTH' : null }
  if (halt === 'stopped') return { state: 'stopped', note: 'STOPPED' }
  if (halt === 'leaving') return { state: 'failed', note: 'INTERRUPTED' }
  return { state: 'failed', note: failure ? NOTE_OF[failure] : 'EMPTY' }
}

/** A piece of an answer. */
export interface Piece {
  kind: 'thinking' | 'text'
  text: string
}

/** The data of a stored event with a piece of text: encrypted, because answers are personal. */
export interface SealedText {
  sealed: string
}
const isSealed = (data: unknown): data is SealedText => typeof data === 'object' && data !== null && 'sealed' in data

/** Decrypts the text of stored events; other data stays as it is. */
export const revealWith =
  ({ cipher }: { cipher: FieldCipher }): Reveal =>
  (data) =>
    isSealed(data) ? { text: cipher.open('chatText', data.sealed) } : data
