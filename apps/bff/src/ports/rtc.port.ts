import type { RtcProvider } from '@qingpin/contract/interviews/interviews.enums'

/** A participant who may talk to the others of the room. */
export interface Caller {
  roomId: string
  userId: string
  /** Epoch milliseconds. */
  now: number
  /** How long the grant lasts, in seconds; at most two hours. */
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
  /** What a client needs to connect to the chosen provider. */
  grant: (caller: Caller) => Grant
  /** A token of the video service, also where calls go directly; undefined where no service is configured. */
  serviceToken: (caller: Caller) => { token: string; appId: number } | undefined
  /** Addresses that the content security policy has to let a browser connect to. */
  hosts: string[]
}
