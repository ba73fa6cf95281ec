import { useRef, useState } from 'react'
import { useAction, useActions } from '@/app/use-action'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { invalidate, setData } from '@/app/query'
import { isNetworkError } from '@/platform/network-error'
import { CHATS_KEY, chatKey, OVERVIEW_KEY, type ChatReply, type Started } from '../api'
import { withEnd, withStarted, type Live } from './live'

export interface Sending {
  readonly busy: boolean
  /** Why the last question was not accepted; its text stays in the field. */
  readonly error: unknown
}

function listsChanged(): void {
  invalidate(CHATS_KEY)
  invalidate(OVERVIEW_KEY)
}

/** Whether a question whose request got no answer has reached the server: then the conversation shows it. */
async function arrived(id: string, text: string, before: string | undefined): Promise<boolean> {
  const reply = await api('GET /api/assistant/chats/{id}', { params: { id } }).catch(() => undefined)
  const question = reply?.turns.at(-1)?.question
  if (!reply || question?.text !== text || question.id === before) return false
  setData<ChatReply>(chatKey(id), () => reply)
  listsChanged()
  return true
}

/** Asking in a conversation, having it answered again, stopping. */
export function useAsking(id: string, reply: ChatReply | undefined) {
  const { busy, error, run: attempt } = useActions()
  const keyFor = useIdempotencyKey()
  const run = reply?.run
  const last = reply?.turns.at(-1)
  // Part of the key, because the same text asked again is another question.
  const place = { turn: last?.question.id, answers: last?.answers.length }
  // A question whose outcome is unknown keeps its key.
  const doubtful = useRef<{ text: string; body: object } | undefined>(undefined)

  const accept = (started: Started) => {
    setData<ChatReply>(chatKey(id), (before) => withStarted(before, started))
    listsChanged()
  }
  const ask = (text: string) =>
    attempt(async () => {
      const body = doubtful.current?.text === text ? doubtful.current.body : { text, ...place }
      const idempotencyKey = keyFor(body)
      doubtful.current = { text, body }
      try {
        accept(await api('POST /api/assistant/chats/{id}/messages', { params: { id }, body: { text }, idempotencyKey }))
      } catch (error) {
        if (!isNetworkError(error) || !(await arrived(id, text, place.turn))) throw error
      }
      doubtful.current = undefined
    })
  const again = () =>
    attempt(async () => {
      const idempotencyKey = keyFor({ again: true, ...place })
      accept(await api('POST /api/assistant/chats/{id}/again', { params: { id }, idempotencyKey }))
    })
  // A run goes on for a moment after its stop was accepted. Where it was not, the button can be tapped again.
  const [stopped, setStopped] = useState<string>()
  const stop = useAction(
    async (runId: string) => {
      await api('POST /api/assistant/runs/{id}/stop', { params: { id: runId } })
      setStopped(runId)
    },
    { problemOf: () => undefined },
  )
  const stopping = run ? stop.busy || stopped === run.id : false
  const ended = (live: Live | undefined) => {
    if (live) setData<ChatReply>(chatKey(id), (before) => before && withEnd(before, live))
    // Fetches the balance and the stored answer.
    invalidate(chatKey(id))
    listsChanged()
  }
  const stopRun = () => void (run && !stopping && stop.run(run.id))
  return { busy, error, stopping, ask, again, stop: stopRun, ended }
}

/** The first question of a conversation; gives the conversation's id when it was accepted. */
export function useBegin() {
  const { busy, error, run: attempt } = useActions()
  const keyFor = useIdempotencyKey()
  const begin = async (text: string): Promise<string | undefined> => {
    let id: string | undefined
    await attempt(async () => {
      const started = await api('POST /api/assistant/chats', { body: { text }, idempotencyKey: keyFor({ text }) })
      id = started.chat.id
      setData<ChatReply>(chatKey(id), () => withStarted(undefined, started))
      listsChanged()
    })
    return id
  }
  return { busy, error, begin }
}
