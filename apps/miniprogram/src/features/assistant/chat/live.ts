import type { RunEvents, RunEventType } from '@qingpin/contract/assistant/assistant.events'
import type { TopicEvent } from '@/app/events/watch-topic'
import type { Answer, ChatReply, Started } from '../api'

/** An answer while it is written. */
export interface Live {
  readonly text: string
  readonly thinking: string
  /** Between the first thought and the first word, epoch ms; 0 while there is none. */
  readonly thoughtFrom: number
  readonly thoughtTo: number
  readonly end:
    | { readonly state: 'done' | 'stopped' | 'failed'; readonly cost: number; readonly note: string | null }
    | undefined
}

export const NOTHING_YET: Live = { text: '', thinking: '', thoughtFrom: 0, thoughtTo: 0, end: undefined }

type Said = { [T in RunEventType]: { readonly type: T; readonly data: RunEvents[T] } }[RunEventType]

/** The answer after an event. The data is trusted to have the types of the contract. */
export function reduce(live: Live, event: TopicEvent): Live {
  const said = { type: event.type, data: event.data } as Said
  const at = Date.parse(event.at)
  if (said.type === 'thinking') {
    return {
      ...live,
      thinking: live.thinking + said.data.text,
      thoughtFrom: live.thoughtFrom || at,
      thoughtTo: at,
    }
  }
  if (said.type === 'text') {
    const thoughtTo = live.text === '' && live.thoughtFrom > 0 ? at : live.thoughtTo
    return { ...live, text: live.text + said.data.text, thoughtTo }
  }
  return { ...live, end: { state: said.type, cost: said.data.cost, note: said.data.note } }
}

export const thoughtSeconds = ({ thoughtFrom, thoughtTo }: Live): number =>
  thoughtFrom === 0 ? 0 : Math.max(1, Math.round((thoughtTo - thoughtFrom) / 1000))

/** The conversation right after a question was accepted, before it is fetched anew. */
export function withStarted(reply: ChatReply | undefined, started: Started): ChatReply {
  const { chat, question, run, price, credits } = started
  const before = reply?.turns ?? []
  const known = before.some((turn) => turn.question.id === question.id)
  const turns = known ? before : [...before, { question, answers: [] }]
  return { chat, turns, before: reply?.before ?? null, run, price, credits }
}

/**
 * What can be spent in this conversation, credits held for its own answer included: they pay for it, and the rest comes
 * back.
 */
export const spendable = ({ run, price, credits }: Pick<ChatReply, 'run' | 'price' | 'credits'>): number =>
  credits.available + (run ? Math.min(price.most, credits.held) : 0)

/** The conversation right after an answer ended: what was read live is the answer, until it is fetched. */
export function withEnd(reply: ChatReply, live: Live): ChatReply {
  const { run } = reply
  if (!run || !live.end) return reply
  const answer: Answer = {
    id: run.id,
    ...live.end,
    text: live.text,
    thinking: live.thinking,
    thoughtSeconds: thoughtSeconds(live),
    createdAt: new Date(live.thoughtTo || Date.now()).toISOString(),
  }
  const turns = reply.turns.map((turn) =>
    turn.question.id === run.questionId ? { ...turn, answers: [...turn.answers, answer] } : turn,
  )
  const own = spendable(reply) - reply.credits.available
  const credits = {
    available: reply.credits.available + Math.max(0, own - live.end.cost),
    held: reply.credits.held - own,
  }
  return { ...reply, run: null, turns, credits }
}
