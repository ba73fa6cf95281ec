import type { RtcProvider } from '@qingpin/contract/interviews/interviews.enums'

/** A seat that may talk to the others of its room. */
export interface Caller {
  roomId: string
  userId: string
  /** Epoch milliseconds. */
  now: number
  /** How long what it gets is good for; at most two hours. */
  seconds: number
}

export interface IceServer {
  urls: string[]
  username?: string
  credential?: string
}

export interface Grant {
  provider: RtcProvider
  /** Empty where the provider needs none. */
  token: string
  appId: number
  server: string
  iceServers: IceServer[]
}

export interface RtcPort {
  /** What the chosen provider asks a client to show. */
  grant: (caller: Caller) => Grant
  /** A token of the video service even while calls go directly; undefined where no service is configured. */
  serviceToken: (caller: Caller) => { token: string; appId: number } | undefined
  /** Where a browser has to be allowed to connect to. */
  hosts: string[]
}
