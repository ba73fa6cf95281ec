import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'

/** What a picture component shows: a stream of the browser, or the address that a native player reads. */
export interface Picture {
  readonly stream?: unknown
  readonly src?: string
}

/** `denied`: the person or the system said no; `missing`: there is none; `busy`: another app holds it. */
export type DeviceState = 'off' | 'asking' | 'on' | 'denied' | 'missing' | 'busy'
export type DeviceKind = 'mic' | 'cam'

export interface LocalState {
  readonly mic: DeviceState
  readonly cam: DeviceState
  /** The camera that looks at the person. */
  readonly front: boolean
  readonly picture: Picture | undefined
}

export interface LocalMedia {
  state(): LocalState
  subscribe(listener: () => void): () => void
  /** Asks for both at once where nothing is open yet, so that the person answers one question. */
  openBoth(): Promise<void>
  open(kind: DeviceKind): Promise<void>
  close(kind: DeviceKind): void
  flip(): Promise<void>
  /** How loud the microphone hears, 0 to 1. */
  level(): number
  /** Ends every track: the light of the camera goes out. */
  stop(): void
}

export type Grant = ReplyOf<ContractMap['POST /api/interview/participant/credentials']>

export interface PeerParticipant {
  readonly id: string
  readonly userId: string
  readonly run: string
}

export interface PeerMedia {
  readonly link: 'connecting' | 'live' | 'lost'
  readonly picture: Picture | undefined
  readonly talking: boolean
}

export interface Outgoing {
  readonly to: string
  readonly toRun: string
  readonly description?: { readonly type: 'offer' | 'answer' | 'pranswer' | 'rollback'; readonly sdp: string }
  readonly candidate?: {
    readonly candidate: string
    readonly sdpMid?: string | null
    readonly sdpMLineIndex?: number | null
    readonly usernameFragment?: string | null
  }
}
export type Incoming = Omit<Outgoing, 'to'> & { readonly from: string; readonly run: string }

export interface CallRequest {
  readonly grant: Grant
  /** Our seat, and which opening of the page this is. */
  readonly me: string
  readonly run: string
  readonly send: (signal: Outgoing) => void
  /** Another grant for the same seat, when the token of the first one runs out. */
  readonly renew: () => Promise<Grant>
  readonly onPeers: (peers: Readonly<Record<string, PeerMedia>>) => void
  /** `unsupported`: this phone cannot with this provider; `service`: the video service refused. */
  readonly onFailure: (reason: 'unsupported' | 'service') => void
}

export interface Call {
  /** Who is inside now, besides us. */
  setPeers(seats: readonly PeerParticipant[]): void
  take(signal: Incoming): void
  /** The line for signals was down and is back: what was sent meanwhile may be lost. */
  lineReturned(): void
  stop(): void
}
