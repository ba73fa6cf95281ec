import { isApiError } from '@qingpin/contract/client'
import { HEARTBEAT_MS } from '@qingpin/contract/interviews/interviews.rules'
import { useEffect, useRef, useState } from 'react'
import { openCall } from '@/platform/rtc/call'
import { localMedia } from '@/platform/rtc/local-media'
import { isNetworkError } from '@/platform/network-error'
import type { Call, Incoming, Outgoing, PeerMedia, PeerParticipant } from '@/platform/rtc/rtc.types'
import { useLocalMedia } from '../use-local-media'
import type { ParticipantApi } from '../participant-api'
import type { Participation } from './use-participation'

type CallFailure = 'unsupported' | 'service'
export interface CallState {
  readonly peers: Readonly<Record<string, PeerMedia>>
  readonly failure: CallFailure | undefined
  /** Whether the call is open; its peers may still be connecting. */
  readonly joined: boolean
}

/** Names one opening of the page; peers negotiate anew with another one. */
const newRun = () => Math.random().toString(36).slice(2, 12)

const TRIES = 5
const AGAIN_MS = 2000
/** Whether a repeat would be refused again. */
const isRefusal = (error: unknown) => isApiError(error) && error.status < 500 && error.status !== 429

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Sends signals in order; one that fails for the network is tried four times. */
function makeSender(asParticipant: ParticipantApi, run: string) {
  let last: Promise<unknown> = Promise.resolve()
  const post = async (signal: Outgoing) => {
    for (let attempt = 0; attempt < 4; attempt++) {
      try {
        return await asParticipant('POST /api/interview/participant/signals', { body: { ...signal, run } })
      } catch (error) {
        // A refusal means that the receiver has left.
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

/** Sends heartbeats and, while inside, takes part in the call. */
export function useCall({ asParticipant, view, line, onSignal, lose }: Participation): CallState {
  const [run] = useState(newRun)
  const local = useLocalMedia()
  const [peers, setPeers] = useState<CallState['peers']>({})
  const [failure, setFailure] = useState<CallFailure | undefined>(undefined)
  const [joined, setJoined] = useState(false)
  const call = useRef<Call | undefined>(undefined)
  const inside = view?.me.state === 'admitted' && view.room.state === 'open'
  const present = inside || view?.me.state === 'waiting'
  const me = view?.me.id
  const [mic, cam] = [local.mic === 'on', local.cam === 'on']

  useEffect(() => {
    if (!asParticipant || !present) return
    const heartbeat = () =>
      void asParticipant('POST /api/interview/participant/heartbeat', { body: { run, mic, cam } }).catch(
        (error: unknown) => {
          if (isApiError(error) && error.code === 'SEAT_NOT_FOUND') lose()
        },
      )
    heartbeat()
    const timer = setInterval(heartbeat, HEARTBEAT_MS)
    return () => clearInterval(timer)
  }, [asParticipant, present, run, mic, cam, lose])

  const others = useRef<readonly PeerParticipant[]>([])
  others.current = (view?.others ?? [])
    .filter(({ state }) => state === 'admitted')
    .map((one) => ({ id: one.id, userId: one.userId, run: one.run, sends: one.mic || one.cam }))

  // After the last try, only a line that returns begins anew.
  const begins = useRef<(() => void) | undefined>(undefined)
  useEffect(() => {
    if (!asParticipant || !inside || me === undefined) return
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const fail = (reason: CallFailure) => {
      if (!gone) setFailure(reason)
    }
    const early: Incoming[] = []
    const off = onSignal((signal) => (call.current ? call.current.take(signal) : early.push(signal)))
    const begin = async () => {
      // The heartbeat first: the others must know this run before its first offer arrives.
      const { mic, cam } = localMedia.state()
      await asParticipant('POST /api/interview/participant/heartbeat', {
        body: { run, mic: mic === 'on', cam: cam === 'on' },
      })
      if (gone) return
      const renew = () => asParticipant('POST /api/interview/participant/credentials')
      const grant = await renew()
      if (gone) return
      const send = makeSender(asParticipant, run)
      const opened = await openCall({ grant, me, run, send, renew, onPeers: setPeers, onFailure: fail })
      if (gone) return opened.stop()
      call.current = opened
      setJoined(true)
      opened.setPeers(others.current)
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
      setJoined(false)
    }
  }, [asParticipant, inside, me, run, onSignal])

  useEffect(() => call.current?.setPeers(others.current), [view])

  const was = useRef(line)
  useEffect(() => {
    if (was.current === 'connecting' && line === 'live') {
      call.current?.lineReturned()
      begins.current?.()
    }
    was.current = line
  }, [line])
  return { peers, failure, joined }
}
