import { isApiError } from '@qingpin/contract/client'
import { can } from '@qingpin/contract/core/policy'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '@/app/api'
import type { MovedEvent } from '@qingpin/contract/interviews/participant.events'
import { watchTopic, type LineState } from '@/app/events/watch-topic'
import { currentSession } from '@/app/session'
import { onNetChange } from '@/platform/net'
import { linkTabs } from '@/platform/tab-link'
import type { Incoming } from '@/platform/rtc/rtc.types'
import type { RoomView } from '../api'
import { participantApi, type ParticipantApi } from '../participant-api'
import { dropParticipant, storeParticipant, storedParticipant } from '../stored-participant'
import { leaveRoom } from './leave-room'

export interface Line {
  readonly id: string
  readonly from: string
  readonly name: string
  readonly text: string
}

export interface Participation {
  /**
   * `closed`: this device is no participant of the room, and needs an invitation to become one. `elsewhere`: the
   * participant goes on in another tab or on another device.
   */
  readonly status: 'loading' | 'ready' | 'closed' | 'elsewhere' | 'failed'
  /** Where the participant goes on; undefined while it is not known. */
  readonly movedTo: 'tab' | MovedEvent | undefined
  readonly error: unknown
  readonly view: RoomView | undefined
  readonly lines: readonly Line[]
  readonly line: LineState
  /** The API with the participant token. */
  readonly asParticipant: ParticipantApi | undefined
  /** Signals are no state: each must reach the listener, and none renders anything. */
  readonly onSignal: (listener: (signal: Incoming) => void) => () => void
  readonly retry: () => void
  /** The token is void, because the host has entered on another device. */
  readonly lose: () => void
  /** Leaves at once on this page; the server is notified as soon as it can be reached. */
  readonly leave: () => void
  /** Goes on here, and ends what goes on elsewhere. */
  readonly continueHere: () => void
  /** Knocks again after leaving. */
  readonly comeBack: () => Promise<void>
}

const missing = (error: unknown) => isApiError(error) && error.code === 'SEAT_NOT_FOUND'
const isPresent = ({ me }: RoomView) => me.state === 'admitted' || me.state === 'waiting'
const mayHost = () => {
  const role = currentSession()?.user.role
  return role !== undefined && can(role, 'interview:host')
}

interface Entered {
  readonly token: string
  readonly view: RoomView & { readonly lastSeq: number }
}

/** What stands in the place of a line that was not fit to be shown. */
const WITHDRAWN = '这句话不合适，已经收起'

const snapshotOf = (token: string) => participantApi(token)('GET /api/interview/participant')

/** The participant that this device was before, while the server still knows it. */
async function rejoin(roomId: string, as: 'host' | 'guest'): Promise<Entered | undefined> {
  const stored = storedParticipant(roomId, as)
  if (!stored) return undefined
  try {
    return { token: stored.token, view: await snapshotOf(stored.token) }
  } catch (error) {
    if (!missing(error)) throw error
    dropParticipant(roomId, as)
    return undefined
  }
}

async function enterAsHost(roomId: string): Promise<Entered | undefined> {
  const before = await rejoin(roomId, 'host')
  if (before && (before.view.me.state !== 'left' || before.view.room.state === 'ended')) return before
  try {
    const { participantToken: token } = await api('POST /api/interview/rooms/{roomId}/enter', { params: { roomId } })
    storeParticipant(roomId, { token, as: 'host' })
    return { token, view: await snapshotOf(token) }
  } catch (error) {
    if (isApiError(error) && error.status < 500 && error.status !== 401) return undefined
    throw error
  }
}

/** The host enters with the session. On a device that is passed around, the guest stays apart from the host. */
async function enterRoom(roomId: string, asGuest: boolean): Promise<Entered | undefined> {
  const host = asGuest || !mayHost() ? undefined : await enterAsHost(roomId)
  return host ?? rejoin(roomId, 'guest')
}

export function useParticipation(roomId: string, asGuest: boolean): Participation {
  const [status, setStatus] = useState<Participation['status']>('loading')
  const [error, setError] = useState<unknown>(undefined)
  const [view, setView] = useState<RoomView | undefined>(undefined)
  const [lines, setLines] = useState<readonly Line[]>([])
  const [line, setLine] = useState<LineState>('opening')
  const [movedTo, setMovedTo] = useState<Participation['movedTo']>(undefined)
  const [asParticipant, setAsParticipant] = useState<ParticipantApi | undefined>(undefined)
  const [attempt, setAttempt] = useState(0)
  const listeners = useRef(new Set<(signal: Incoming) => void>())

  useEffect(() => {
    let gone = false
    let stop = () => {}
    const goElsewhere = (to: 'tab' | MovedEvent) => {
      if (gone) return
      stop()
      setMovedTo(to)
      setAsParticipant(undefined)
      setStatus('elsewhere')
    }
    const begin = async () => {
      const entered = await enterRoom(roomId, asGuest)
      if (gone) return
      if (!entered) return setStatus('closed')
      setAsParticipant(() => participantApi(entered.token))
      setView(entered.view)
      setStatus('ready')
      const { me } = entered.view
      // The tab that was opened last goes on: two would take turns in the pictures of the others.
      const tabs = linkTabs(`participant/${me.id}`, () => goElsewhere('tab'))
      tabs.post({ kind: 'here' })
      const watched = watchTopic({
        topic: `participant:${me.id}`,
        after: entered.view.lastSeq,
        // A host shares the connection of the account; a guest may have no account.
        participantToken: me.role === 'host' ? undefined : entered.token,
        onState: setLine,
        onEvent: ({ seq, type, data }) => {
          if (type === 'room') setView({ ...(data as RoomView), lastSeq: seq })
          if (type === 'signal') for (const listener of listeners.current) listener(data as Incoming)
          if (type === 'moved') goElsewhere(data as MovedEvent)
          if (type === 'message') {
            const next = data as Line
            setLines((before) => (before.some(({ id }) => id === next.id) ? before : [...before, next]))
          }
          if (type === 'message-withdrawn') {
            const gone = data as Pick<Line, 'id' | 'from'>
            const isGone = ({ id, from }: Line) => id === gone.id && from === gone.from
            setLines((before) => before.map((line) => (isGone(line) ? { ...line, text: WITHDRAWN } : line)))
          }
        },
        onEnd: (refused) => {
          if (refused && !gone) setStatus('closed')
        },
      })
      stop = () => {
        watched.stop()
        tabs.close()
      }
    }
    setStatus('loading')
    begin().catch((reason: unknown) => {
      if (gone) return
      setError(reason)
      setStatus('failed')
    })
    return () => {
      gone = true
      stop()
    }
  }, [roomId, asGuest, attempt])

  // The device knows at once that the network is gone; an open stream notices it late.
  const [cut, setCut] = useState(false)
  useEffect(() => onNetChange((up) => setCut(!up)), [])

  const onSignal = useCallback((listener: (signal: Incoming) => void) => {
    listeners.current.add(listener)
    return () => void listeners.current.delete(listener)
  }, [])
  const retry = () => setAttempt((n) => n + 1)
  const isHost = view?.me.role === 'host'
  const lose = useCallback(() => {
    setAsParticipant(undefined)
    setStatus(isHost ? 'elsewhere' : 'closed')
  }, [isHost])
  const continueHere = () => {
    // Another device of the host has made the token void; another tab has the same one.
    if (isHost && movedTo !== 'tab') dropParticipant(roomId, 'host')
    setMovedTo(undefined)
    retry()
  }
  // Until the server knows that the participant has left, its events must not bring the page back into the room.
  const [leaving, setLeaving] = useState<{ readonly cancel: () => void } | undefined>(undefined)
  const leave = () => {
    if (asParticipant) setLeaving(leaveRoom(asParticipant))
  }
  const seen = view && leaving && isPresent(view) ? { ...view, me: { ...view.me, state: 'left' as const } } : view
  const comeBack = async () => {
    leaving?.cancel()
    const userName = view?.me.name
    if (view?.me.role !== 'host' && userName && asParticipant) {
      await asParticipant('POST /api/interview/guest/join', { body: { userName, roomId } })
    }
    setLeaving(undefined)
    retry()
  }
  const lineNow = cut ? 'connecting' : line
  return {
    status,
    movedTo,
    error,
    view: seen,
    lines,
    line: lineNow,
    asParticipant,
    onSignal,
    retry,
    lose,
    leave,
    continueHere,
    comeBack,
  }
}
