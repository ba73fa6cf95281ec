import { isApiError } from '@qingpin/contract/client'
import { HEARTBEAT_MS } from '@qingpin/contract/interviews/interviews.rules'
import { useEffect, useRef, useState } from 'react'
import { openCall } from '@/platform/rtc/call'
import { localMedia } from '@/platform/rtc/local-media'
import { isNetworkError } from '@/platform/network-error'
import type { Call, Incoming, Outgoing, PeerMedia } from '@/platform/rtc/rtc.types'
import { useLocalMedia } from '../use-local-media'
import type { ParticipantApi } from '../participant-api'
import type { Participation } from './use-participation'

type CallFailure = 'unsupported' | 'service'
export interface CallState {
  readonly peers: Readonly<Record<string, PeerMedia>>
  readonly failure: CallFailure | undefined
}

/** One opening of the page: whoever sees another one begins negotiating anew. */
const newRun = () => Math.random().toString(36).slice(2, 12)

const TRIES = 5
const AGAIN_MS = 2000
/** Saying it again would be answered the same. */
const isRefusal = (error: unknown) => isApiError(error) && error.status < 500 && error.status !== 429

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Sends signals in their order; one that finds no network is sent again, for a while. */
function makeSender(seat: ParticipantApi, run: string) {
  let last: Promise<unknown> = Promise.resolve()
  const post = async (signal: Outgoing) => {
    for (let attempt = 0; attempt < 4; attempt++) {
      try {
        return await seat('POST /api/interview/participant/signals', { body: { ...signal, run } })
      } catch (error) {
        // Whoever has left needs no signal any more.
        if (!isNetworkError(error)) return undefined
        await pause(800)
      }
    }
    return undefined
  }
  return (signal: Outgoing) => {
    last = last.then(() => post(signal))
  }
}

/** Keeps the seat alive and, once inside, in the call of the room. */
export function useCall({ seat, view, line, onSignal, lose }: Participation): CallState {
  const [run] = useState(newRun)
  const local = useLocalMedia()
  const [peers, setPeers] = useState<CallState['peers']>({})
  const [failure, setFailure] = useState<CallFailure | undefined>(undefined)
  const call = useRef<Call | undefined>(undefined)
  const inside = view?.me.state === 'admitted' && view.room.state === 'open'
  const here = inside || view?.me.state === 'waiting'
  const me = view?.me.id
  const [mic, cam] = [local.mic === 'on', local.cam === 'on']

  useEffect(() => {
    if (!seat || !here) return
    const beat = () =>
      void seat('POST /api/interview/participant/heartbeat', { body: { run, mic, cam } }).catch((error: unknown) => {
        if (isApiError(error) && error.code === 'SEAT_NOT_FOUND') lose()
      })
    beat()
    const timer = setInterval(beat, HEARTBEAT_MS)
    return () => clearInterval(timer)
  }, [seat, here, run, mic, cam, lose])

  const seats = useRef<readonly { id: string; userId: string; run: string; state: string }[]>([])
  seats.current = view?.seats.filter(({ state }) => state === 'admitted') ?? []

  // Once there were enough tries, only a line that returns begins anew.
  const begins = useRef<(() => void) | undefined>(undefined)
  useEffect(() => {
    if (!seat || !inside || me === undefined) return
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const fail = (reason: CallFailure) => {
      if (!gone) setFailure(reason)
    }
    const early: Incoming[] = []
    const off = onSignal((signal) => (call.current ? call.current.take(signal) : early.push(signal)))
    const begin = async () => {
      // The others learn of this opening of the page before its first offer reaches them.
      const { mic, cam } = localMedia.state()
      await seat('POST /api/interview/participant/heartbeat', { body: { run, mic: mic === 'on', cam: cam === 'on' } })
      if (gone) return
      const renew = () => seat('POST /api/interview/participant/credentials')
      const grant = await renew()
      if (gone) return
      const send = makeSender(seat, run)
      const opened = await openCall({ grant, me, run, send, renew, onPeers: setPeers, onFailure: fail })
      if (gone) return opened.stop()
      call.current = opened
      opened.setPeers(seats.current)
      for (const signal of early) opened.take(signal)
    }
    const attempt = (tries: number) => {
      begins.current = undefined
      begin().catch((error: unknown) => {
        if (gone) return
        if (!isRefusal(error) && tries > 1) timer = setTimeout(() => attempt(tries - 1), AGAIN_MS)
        else {
          fail('service')
          if (!isRefusal(error)) begins.current = again
        }
      })
    }
    const again = () => {
      setFailure(undefined)
      attempt(TRIES)
    }
    again()
    return () => {
      gone = true
      clearTimeout(timer)
      begins.current = undefined
      off()
      call.current?.stop()
      call.current = undefined
      setPeers({})
    }
  }, [seat, inside, me, run, onSignal])

  useEffect(() => call.current?.setPeers(seats.current), [view])

  const was = useRef(line)
  useEffect(() => {
    if (was.current === 'connecting' && line === 'live') {
      call.current?.lineReturned()
      begins.current?.()
    }
    was.current = line
  }, [line])
  return { peers, failure }
}
