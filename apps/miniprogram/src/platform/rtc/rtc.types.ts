import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'

/** The source of a picture component: a stream of the browser, or the address that a native player reads. */
export interface Picture {
  readonly stream?: unknown
  readonly src?: string
}

/** `denied`: refused by the person or the system; `missing`: there is none; `busy`: another app uses it. */
export type DeviceState = 'off' | 'asking' | 'on' | 'denied' | 'missing' | 'busy'
export type DeviceKind = 'mic' | 'cam'

export interface LocalState {
  readonly mic: DeviceState
  readonly cam: DeviceState
  /** Whether the front camera is used. */
  readonly front: boolean
  readonly picture: Picture | undefined
}

export interface LocalMedia {
  state(): LocalState
  subscribe(listener: () => void): () => void
  /** Opens both; asks for both at once where none is open, so that the person answers one question. */
  openBoth(): Promise<void>
  open(kind: DeviceKind): Promise<void>
  close(kind: DeviceKind): void
  flip(): Promise<void>
  /** The level of the microphone, 0 to 1. */
  level(): number
  /** Ends all tracks; the light of the camera goes out. */
  stop(): void
}

export type Grant = ReplyOf<ContractMap['POST /api/interview/participant/credentials']>

export interface PeerParticipant {
  readonly id: string
  readonly userId: string
  readonly run: string
  /** Whether microphone or camera are on; one who sends nothing has no stream at the video service. */
  readonly sends: boolean
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
  /** The id of the own participant, and which opening of the page this is. */
  readonly me: string
  readonly run: string
  readonly send: (signal: Outgoing) => void
  /** Another grant for the same participant, when the token of the first one expires. */
  readonly renew: () => Promise<Grant>
  readonly onPeers: (peers: Readonly<Record<string, PeerMedia>>) => void
  /** `unsupported`: this platform has no calls with this provider; `service`: the video service refused. */
  readonly onFailure: (reason: 'unsupported' | 'service') => void
}

export interface Call {
  /** The other participants inside now. */
  setPeers(participants: readonly PeerParticipant[]): void
  take(signal: Incoming): void
  /** The connection for signals is back; what was sent in the meantime may be lost. */
  lineReturned(): void
  stop(): void
}
