import type { RunNote } from './assistant.enums.ts'

/** The topic of a run; it can be read from any event number on. */
export const runTopic = (runId: string): string => `run:${runId}`

/** The end of a run: the answer is stored then, and `cost` is what was spent. */
interface Ending {
  cost: number
  /** The sentence about an answer that is not whole. */
  note: string | null
}

/** The events of a run's topic, by type. The last three close it. */
export interface RunEvents {
  thinking: { text: string }
  text: { text: string }
  done: Ending
  stopped: Ending
  failed: Ending & { code: RunNote }
}
export type RunEventType = keyof RunEvents
