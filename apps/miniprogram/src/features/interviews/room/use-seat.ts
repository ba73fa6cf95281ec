import { isApiError } from '@qingpin/contract/client'
import { can } from '@qingpin/contract/policy'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '@/app/api'
import { followTopic, type LineState } from '@/app/events'
import { currentSession } from '@/app/session'
import { onNetChange } from '@/platform/net'
import type { Incoming } from '@/platform/rtc/rtc.types'
import type { RoomView } from '../api'
import { seatApi, type SeatApi } from '../seat-api'
import { dropSeatToken, keepSeatToken, seatTokenOf } from '../seat-token'

export interface Line {
  readonly id: string
  readonly from: string
  readonly name: string
  readonly text: string
}

export interface SeatState {
  /** `closed`: this device has no seat here, and cannot take one without an invitation. */
  readonly status: 'loading' | 'ready' | 'closed' | 'failed'
  readonly error: unknown
  readonly view: RoomView | undefined
  readonly lines: readonly Line[]
  readonly line: LineState
  readonly seat: SeatApi | undefined
  /** Signals go past the state: each must be seen, and none draws anything. */
  readonly onSignal: (listener: (signal: Incoming) => void) => () => void
  readonly retry: () => void
  /** The seat's token is void: the host has taken the seat on another device. */
  readonly lose: () => void
  /** Rings again at a room that was left. */
  readonly comeBack: () => Promise<void>
}

const missing = (error: unknown) => isApiError(error) && error.code === 'SEAT_NOT_FOUND'
const mayHost = () => {
  const role = currentSession()?.user.role
  return role !== undefined && can(role, 'interview:host')
}

/** The token of this device; the host gets one by being the host. */
async function takeSeat(roomId: string): Promise<{ token: string; view: RoomView } | undefined> {
  const kept = seatTokenOf(roomId)
  const look = (token: string) => seatApi(token)('GET /api/interview/seat')
  if (kept) {
    const view = await look(kept).catch((error: unknown) => {
      if (missing(error)) return undefined
      throw error
    })
    const back = view?.me.role === 'host' && view.me.state === 'left' && view.room.state !== 'ended'
    if (view && !back) return { token: kept, view }
    if (!view) dropSeatToken(roomId)
  }
  if (!mayHost()) return undefined
  try {
    const { participantToken } = await api('POST /api/interview/rooms/{roomId}/enter', { params: { roomId } })
    keepSeatToken(roomId, participantToken)
    return { token: participantToken, view: await look(participantToken) }
  } catch (error) {
    if (isApiError(error) && error.status < 500 && error.status !== 401) return undefined
    throw error
  }
}

export function useSeat(roomId: string): SeatState {
  const [status, setStatus] = useState<SeatState['status']>('loading')
  const [error, setError] = useState<unknown>(undefined)
  const [view, setView] = useState<RoomView | undefined>(undefined)
  const [lines, setLines] = useState<readonly Line[]>([])
  const [line, setLine] = useState<LineState>('opening')
  const [seat, setSeat] = useState<SeatApi | undefined>(undefined)
  const [attempt, setAttempt] = useState(0)
  const listeners = useRef(new Set<(signal: Incoming) => void>())

  useEffect(() => {
    let gone = false
    let stop = () => {}
    const begin = async () => {
      const taken = await takeSeat(roomId)
      if (gone) return
      if (!taken) return setStatus('closed')
      setSeat(() => seatApi(taken.token))
      setView(taken.view)
      setStatus('ready')
      const followed = followTopic({
        topic: `seat:${taken.view.me.id}`,
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
  }, [roomId, attempt])

  // An open stream takes a while to notice that the network is gone; the device knows at once.
  const [cut, setCut] = useState(false)
  useEffect(() => onNetChange((up) => setCut(!up)), [])

  const onSignal = useCallback((listener: (signal: Incoming) => void) => {
    listeners.current.add(listener)
    return () => void listeners.current.delete(listener)
  }, [])
  const retry = () => setAttempt((n) => n + 1)
  const lose = useCallback(() => setStatus('closed'), [])
  const comeBack = async () => {
    const userName = view?.me.name
    if (view?.me.role !== 'host' && userName && seat) {
      await seat('POST /api/interview/guest/join', { body: { userName, roomId } })
    }
    retry()
  }
  return { status, error, view, lines, line: cut ? 'connecting' : line, seat, onSignal, retry, lose, comeBack }
}
