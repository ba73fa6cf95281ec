import type { DeviceKind } from '../auth/auth.enums.ts'

/** On the topic of a host, as `moved`: the host has entered on another device, and the token of this one is void. */
export interface MovedEvent {
  kind: DeviceKind
  /** As its owner would name it: `Windows 电脑，Edge`. */
  device: string
  /** Epoch ms. */
  at: number
}
