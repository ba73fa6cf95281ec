import { RUN_NOTES } from '@qingpin/contract/assistant/assistant.enums'
import { type RunEvents, runTopic } from '@qingpin/contract/assistant/assistant.events'
import { costOf } from '@qingpin/contract/assistant/assistant.rules'
import type { Ctx, Deps } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { append } from '../../events/index.ts'
import { enqueue } from '../../jobs/index.ts'
import { notify } from '../notifications/index.ts'
import { LlmError, type LlmFailure, type LlmMessage, type LlmUsage } from '../../ports/llm.port.ts'
import { capture } from '../credits/index.ts'
import { insertAnswer } from './chats.repo.ts'
import {
  BATCH_CHARACTERS,
  BATCH_MS,
  type Halt,
  outcomeOf,
  type Piece,
  RENEW_EVERY_MS,
  RUN_WATCH,
  type RunOutcome,
  type SealedText,
} from './run.rules.ts'
import { closeRun, isOpen, renewLease, type RunRow, stopTopic } from './runs.repo.ts'

type EndCtx = Pick<Ctx, 'db' | 'now' | 'cipher'>

export interface Prompt {
  system: string
  messages: readonly LlmMessage[]
}

/** What was written, and how it ended. */
export interface Written extends RunOutcome {
  text: string
  thinking: string
  thoughtMs: number
  usage?: LlmUsage | undefined
}

/** Has a run watched until its topic has expired; enqueued by the transaction that starts it. */
export function* watchRun(t: Q, ctx: Pick<Ctx, 'db' | 'now'>, { id, leaseUntil }: RunRow): Op<void> {
  yield* enqueue(t, ctx, { queue: RUN_WATCH.name, data: { run: id }, key: id, runAt: leaseUntil })
}

/** What the parts of one run share: the model's abort signal, the batches of text, and why it was halted. */
interface RunContext {
  abort: AbortController
  batches: Batches
  halted: () => Halt | undefined
}

/**
 * Has the model write an answer and appends it to the run's topic, whether or not it is read. The run ends by the model,
 * by a stop request, by the process that stops, or because another process has ended it.
 */
export async function writeRun(deps: Deps, run: RunRow, prompt: Prompt): Promise<void> {
  const now = () => ({ ...deps, now: deps.clock() })
  const abort = new AbortController()
  let halted: Halt | undefined
  const halt = (why: Halt) => {
    halted ??= why
    abort.abort()
  }
  const renew = async () => {
    const stopRequested = await deps.db.tx((t) => renewLease(t, now(), run.id))
    if (stopRequested === undefined) halt('ended')
    else if (stopRequested) halt('stopped')
  }
  // The next renewal makes up for one that fails; if none succeeds, the lease runs out, as it should.
  const check = () =>
    void renew().catch((error: unknown) => deps.log.warn({ err: error }, 'the lease of a run was not renewed'))
  const leave = () => halt('leaving')
  const renewals = setInterval(check, RENEW_EVERY_MS)
  const offStop = deps.notifier.on(stopTopic(run.id), check)
  const { stopping } = deps.background
  stopping.addEventListener('abort', leave)
  if (stopping.aborted) leave()

  const batches = new Batches(async (pieces) => {
    // A person waits for each piece, so it is not flushed to disk; the next lease renewal does that.
    const written = await deps.db.tx(function* (t) {
      const ctx = now()
      if (!(yield* isOpen(t, ctx, run.id))) return false
      for (const piece of pieces) yield* appendPiece(t, ctx, run.id, piece)
      return true
    }, 'may be lost')
    if (!written) halt('ended')
  })
  try {
    const written = await transcribe(deps, run, prompt, { abort, batches, halted: () => halted })
    if (halted !== 'ended') await deps.db.tx((t) => endRun(t, now(), run, written))
  } finally {
    clearInterval(renewals)
    offStop()
    stopping.removeEventListener('abort', leave)
    batches.drop()
  }
}

/** Reads the model to its end. Returns all that was written and the outcome. */
async function transcribe(
  deps: Deps,
  run: RunRow,
  prompt: Prompt,
  { abort, batches, halted }: RunContext,
): Promise<Written> {
  const written = { thinking: '', text: '' }
  const thought = { from: 0, to: 0 }
  let end: { reason: 'stop' | 'length'; usage: LlmUsage | undefined } | undefined
  let failure: LlmFailure | undefined
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
      written[event.kind] += event.text
      await batches.add(event)
    }
    await batches.flush()
  } catch (error) {
    if (!(error instanceof LlmError)) throw error
    failure = error.failure
    await batches.flush()
  } finally {
    abort.abort()
  }
  const outcome = outcomeOf({ text: written.text, end: end?.reason, halt: halted(), failure })
  return { ...written, ...outcome, thoughtMs: thought.to - thought.from, usage: end?.usage }
}

/** Appends a piece of an answer to the run's topic, encrypted. */
function* appendPiece(t: Q, ctx: EndCtx, runId: string, { kind, text }: Piece): Op<void> {
  const data: SealedText = { sealed: ctx.cipher.seal('chatText', text) }
  yield* append(t, ctx, runTopic(runId), { type: kind, data })
}

/**
 * Ends a run in one transaction: its state, the answer in the conversation, its price, and the event that closes the
 * topic. Returns false, and writes nothing, when the run has ended before.
 * @param step how far the closing event's number is from the last known one
 */
export function* endRun(t: Q, ctx: EndCtx, { id }: Pick<RunRow, 'id'>, written: Written, step = 1): Op<boolean> {
  const { state, note, text, thinking, thoughtMs, usage } = written
  const price = costOf(state, text)
  const run = yield* closeRun(t, ctx, id, {
    state,
    note,
    cost: price,
    promptTokens: usage?.promptTokens ?? null,
    completionTokens: usage?.completionTokens ?? null,
  })
  if (!run) return false
  const { chatId, questionId } = run
  const cost = (yield* capture(t, ctx, runTopic(id), price)) ?? 0
  yield* insertAnswer(t, ctx, { chatId, questionId, runId: id, state, note, cost, text, thinking, thoughtMs })
  yield* append(t, ctx, runTopic(id), { type: state, data: closingData(written, cost), closes: true }, step)
  // Who stopped it knows that it has ended; who watches it to its end marks this as read.
  if (state !== 'stopped')
    yield* notify(t, ctx, { accountId: run.ownerId, kind: 'answer-finished', subjectId: chatId, facts: { state } })
  return true
}

function closingData({ state, note }: RunOutcome, cost: number): RunEvents[RunOutcome['state']] {
  const ending = { cost, note: note && RUN_NOTES[note] }
  return state === 'failed' ? { ...ending, code: note ?? 'BROKEN' } : ending
}

/**
 * Gathers the pieces of the model into few events: the first is written at once, because a person waits for it, later
 * ones together. `write` never runs twice at a time; after it failed nothing more is written and `flush` fails.
 */
class Batches {
  readonly #write: (pieces: readonly Piece[]) => Promise<void>
  #kind: Piece['kind'] | undefined
  #pending: Piece[] = []
  #lastAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined
  #tail: Promise<void> = Promise.resolve()

  constructor(write: (pieces: readonly Piece[]) => Promise<void>) {
    this.#write = write
    this.#tail.catch(() => undefined)
  }

  /** Adds a piece; resolves when the write that it caused, if any, is done. */
  add({ kind, text }: Piece): Promise<void> {
    const last = this.#pending.at(-1)
    const changes = last === undefined && this.#kind !== kind
    if (last?.kind === kind) last.text += text
    else this.#pending.push({ kind, text })
    this.#kind = kind
    const characters = this.#pending.reduce((sum, piece) => sum + piece.text.length, 0)
    const waited = performance.now() - this.#lastAt
    if (changes || characters >= BATCH_CHARACTERS || waited >= BATCH_MS) return this.flush()
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), BATCH_MS - waited)
    return Promise.resolve()
  }

  /** Writes what has gathered. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const pieces = this.#pending
    this.#pending = []
    if (pieces.length === 0) return this.#tail
    this.#lastAt = performance.now()
    this.#tail = this.#tail.then(() => this.#write(pieces))
    // The caller sees the failure; the timer's own flush has no caller.
    this.#tail.catch(() => undefined)
    return this.#tail
  }

  /** Discards what has gathered. */
  drop(): void {
    clearTimeout(this.#timer)
    this.#pending = []
  }
}
