import type { Deps } from '../../context.ts'
import { LlmError, type LlmFailure, type LlmMessage, type LlmUsage } from '../../ports/llm.port.ts'
import type { RunNote } from '@qingpin/contract/assistant/assistant.enums'
import { Batches } from './run-batches.service.ts'
import { endRun, type Written } from './run-end.service.ts'
import { say } from './run-events.service.ts'
import { isOpen, renewLease, type RunRow, stopTopic } from './runs.repo.ts'

/** How often the writer says that it is there, and looks whether it shall stop, in case a wake-up was lost. */
const SIGN_EVERY_MS = 1000

export interface Prompt {
  system: string
  messages: readonly LlmMessage[]
}

const NOTE_OF: Record<LlmFailure, RunNote> = {
  busy: 'BUSY',
  unavailable: 'UNAVAILABLE',
  refused: 'REFUSED',
  silent: 'SILENT',
  broken: 'BROKEN',
}

/** Why writing came to an end before the model's own. */
type Halt = 'stopped' | 'taken' | 'leaving'

/**
 * Has the model write an answer and puts it on the run's topic, whether or not anybody reads. It ends by the model, by
 * who asked, by the process that stops, or because another process has ended the run meanwhile.
 */
export async function writeRun(deps: Deps, run: RunRow, prompt: Prompt): Promise<void> {
  const now = () => ({ ...deps, now: deps.clock() })
  const abort = new AbortController()
  let halted: Halt | undefined
  const halt = (why: Halt) => {
    halted ??= why
    abort.abort()
  }
  const sign = async () => {
    const stopAsked = await deps.db.tx((t) => renewLease(t, now(), run.id))
    if (stopAsked === undefined) halt('taken')
    else if (stopAsked) halt('stopped')
  }
  // A sign that fails is made good by the next one; if none gets through, the lease runs out, as it should.
  const look = () => void sign().catch((error: unknown) => deps.log.warn({ err: error }, 'no sign of a run'))
  const leave = () => halt('leaving')
  const signs = setInterval(look, SIGN_EVERY_MS)
  const offStop = deps.notifier.on(stopTopic(run.id), look)
  const { stopping } = deps.background
  stopping.addEventListener('abort', leave)
  if (stopping.aborted) leave()

  const batches = new Batches(async (said) => {
    // Somebody waits for each piece; the sign of the next second makes them last.
    const written = await deps.db.tx(function* (t) {
      const ctx = now()
      if (!(yield* isOpen(t, ctx, run.id))) return false
      for (const piece of said) yield* say(t, ctx, run.id, piece)
      return true
    }, 'may be lost')
    if (!written) halt('taken')
  })
  try {
    const written = await transcribe(deps, run, prompt, { abort, batches, halted: () => halted })
    if (halted !== 'taken') await deps.db.tx((t) => endRun(t, now(), run, written))
  } finally {
    clearInterval(signs)
    offStop()
    stopping.removeEventListener('abort', leave)
    batches.drop()
  }
}

interface Desk {
  abort: AbortController
  batches: Batches
  halted: () => Halt | undefined
}

/** Reads the model to its end and says what came of it. */
async function transcribe(deps: Deps, run: RunRow, prompt: Prompt, desk: Desk): Promise<Written> {
  const { abort, batches, halted } = desk
  const said = { thinking: '', text: '' }
  const thought = { from: 0, to: 0 }
  let end: { reason: 'stop' | 'length'; usage: LlmUsage | undefined } | undefined
  let failure: RunNote | undefined
  try {
    const user = deps.cipher.hash('llmUser', run.ownerId)
    for await (const event of deps.llm.stream({ purpose: 'chat', user, signal: abort.signal, ...prompt })) {
      if (event.kind === 'end') {
        end = event
        continue
      }
      if (event.kind === 'thinking') {
        thought.from ||= deps.clock()
        thought.to = deps.clock()
      }
      said[event.kind] += event.text
      await batches.add(event)
    }
    await batches.flush()
  } catch (error) {
    if (!(error instanceof LlmError)) throw error
    failure = NOTE_OF[error.failure]
    await batches.flush()
  } finally {
    abort.abort()
  }
  const all = { ...said, thoughtMs: thought.to - thought.from, usage: end?.usage }
  if (end && said.text.trim() !== '') {
    return { ...all, state: 'done', note: end.reason === 'length' ? 'LENGTH' : null }
  }
  if (halted() === 'stopped') return { ...all, state: 'stopped', note: 'STOPPED' }
  if (halted() === 'leaving') return { ...all, state: 'failed', note: 'INTERRUPTED' }
  return { ...all, state: 'failed', note: failure ?? 'EMPTY' }
}
