import { isApiError } from '@qingpin/contract/client'
import { can } from '@qingpin/contract/core/policy'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '@/app/api'
import { watchTopic, type LineState } from '@/app/events'
import { currentSession } from '@/app/session'
import { onNetChange } from '@/platform/net'
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
  /** `closed`: this device has no seat here, and cannot take one without an invitation. */
  readonly status: 'loading' | 'ready' | 'closed' | 'failed'
  readonly error: unknown
  readonly view: RoomView | undefined
  readonly lines: readonly Line[]
  readonly line: LineState
  readonly seat: ParticipantApi | undefined
  /** Signals go past the state: each must be seen, and none draws anything. */
  readonly onSignal: (listener: (signal: Incoming) => void) => () => void
  readonly retry: () => void
  /** The seat's token is void: the host has taken the seat on another device. */
  readonly lose: () => void
  /** Out at once, whatever the network does; the server is told as soon as it can be reached. */
  readonly leave: () => void
  /** Rings again at a room that was left. */
  readonly comeBack: () => Promise<void>
}

const missing = (error: unknown) => isApiError(error) && error.code === 'SEAT_NOT_FOUND'
const isThere = ({ me }: RoomView) => me.state === 'admitted' || me.state === 'waiting'
const mayHost = () => {
  const role = currentSession()?.user.role
  return role !== undefined && can(role, 'interview:host')
}

interface Taken {
  readonly token: string
  readonly view: RoomView & { readonly lastSeq: number }
}

const look = (token: string) => participantApi(token)('GET /api/interview/participant')

/** The seat that this device was given before, while the server still knows it. */
async function rejoin(roomId: string, as: 'host' | 'guest'): Promise<Taken | undefined> {
  const kept = storedParticipant(roomId, as)
  if (!kept) return undefined
  try {
    return { token: kept.token, view: await look(kept.token) }
  } catch (error) {
    if (!missing(error)) throw error
    dropParticipant(roomId, as)
    return undefined
  }
}

async function enterAsHost(roomId: string): Promise<Taken | undefined> {
  const before = await rejoin(roomId, 'host')
  if (before && (before.view.me.state !== 'left' || before.view.room.state === 'ended')) return before
  try {
    const { participantToken: token } = await api('POST /api/interview/rooms/{roomId}/enter', { params: { roomId } })
    storeParticipant(roomId, { token, as: 'host' })
    return { token, view: await look(token) }
  } catch (error) {
    if (isApiError(error) && error.status < 500 && error.status !== 401) return undefined
    throw error
  }
}

/** The host gets a seat by being the host; on a device that is passed around, a guest's seat is not the host's. */
async function addParticipant(roomId: string, asGuest: boolean): Promise<Taken | undefined> {
  const host = asGuest || !mayHost() ? undefined : await enterAsHost(roomId)
  return host ?? rejoin(roomId, 'guest')
}

export function useParticipation(roomId: string, asGuest: boolean): Participation {
  const [status, setStatus] = useState<Participation['status']>('loading')
  const [error, setError] = useState<unknown>(undefined)
  const [view, setView] = useState<RoomView | undefined>(undefined)
  const [lines, setLines] = useState<readonly Line[]>([])
  const [line, setLine] = useState<LineState>('opening')
  const [seat, setSeat] = useState<ParticipantApi | undefined>(undefined)
  const [attempt, setAttempt] = useState(0)
  const listeners = useRef(new Set<(signal: Incoming) => void>())

  useEffect(() => {
    let gone = false
    let stop = () => {}
    const begin = async () => {
      const taken = await addParticipant(roomId, asGuest)
      if (gone) return
      if (!taken) return setStatus('closed')
      setSeat(() => participantApi(taken.token))
      setView(taken.view)
      setStatus('ready')
      const followed = watchTopic({
        topic: `participant:${taken.view.me.id}`,
        after: taken.view.lastSeq,
        participantToken: taken.token,
        onState: setLine,
        onEvent: ({ seq, type, data }) => {
          if (type === 'room') setView({ ...(data as RoomView), lastSeq: seq })
          if (type === 'signal') for (const listener of listeners.current) listener(data as Incoming)
          if (type === 'message') {
            const said = data as Line
            setLines((before) => (before.some(({ id }) => id === said.id) ? before : [...before, said]))
          }
        },
        // Refused: another device of the host has taken the seat over.
        onEnd: (refused) => {
          if (refused) setStatus('closed')
        },
      })
      stop = followed.stop
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

  // An open stream takes a while to notice that the network is gone; the device knows at once.
  const [cut, setCut] = useState(false)
  useEffect(() => onNetChange((up) => setCut(!up)), [])

  const onSignal = useCallback((listener: (signal: Incoming) => void) => {
    listeners.current.add(listener)
    return () => void listeners.current.delete(listener)
  }, [])
  const retry = () => setAttempt((n) => n + 1)
  const lose = useCallback(() => setStatus('closed'), [])
  // What the server still believes does not bring the page back into the room.
  const [leaving, setLeaving] = useState<{ readonly cancel: () => void } | undefined>(undefined)
  const leave = () => {
    if (seat) setLeaving(leaveRoom(seat))
  }
  const seen = view && leaving && isThere(view) ? { ...view, me: { ...view.me, state: 'left' as const } } : view
  const comeBack = async () => {
    leaving?.cancel()
    const userName = view?.me.name
    if (view?.me.role !== 'host' && userName && seat) {
      await seat('POST /api/interview/guest/join', { body: { userName, roomId } })
    }
    setLeaving(undefined)
    retry()
  }
  const lineNow = cut ? 'connecting' : line
  return { status, error, view: seen, lines, line: lineNow, seat, onSignal, retry, lose, leave, comeBack }
}
