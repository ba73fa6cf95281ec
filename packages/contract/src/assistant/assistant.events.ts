import type { RunNote } from './assistant.enums.ts'

/** The topic of a run: `followTopic` reads it from any number on. */
export const runTopic = (runId: string): string => `run:${runId}`

/** How a run ends; the answer is a row then, and `cost` is what was really spent. */
interface Ending {
  cost: number
  /** What a person reads about an end that was not the whole answer. */
  note: string | null
}

/** What stands on a run's topic, by type. The last three close it. */
export interface RunEvents {
  thinking: { text: string }
  text: { text: string }
  done: Ending
  stopped: Ending
  failed: Ending & { code: RunNote }
}
export type RunEventType = keyof RunEvents
