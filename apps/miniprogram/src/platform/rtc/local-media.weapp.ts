import Taro from '@tarojs/taro'
import type { DeviceKind, LocalMedia, LocalState } from './rtc.types'

const CLOSED: LocalState = { mic: 'off', cam: 'off', front: true, picture: undefined }
const SCOPES: Record<DeviceKind, string> = { mic: 'scope.record', cam: 'scope.camera' }
let state = CLOSED
const listeners = new Set<() => void>()

function put(next: Partial<LocalState>): void {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

/** The native pusher shows and sends by itself; here is only what it may. */
async function open(kind: DeviceKind): Promise<void> {
  if (state[kind] === 'on') return
  put({ [kind]: 'asking' })
  try {
    await Taro.authorize({ scope: SCOPES[kind] })
    put({ [kind]: 'on' })
  } catch {
    put({ [kind]: 'denied' })
  }
}

/** Where the native pusher sends to; empty shows the own picture only. */
export const setPushAddress = (src: string): void => put({ picture: { src } })

export const localMedia: LocalMedia = {
  state: () => state,
  subscribe(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  async openBoth() {
    await open('mic')
    await open('cam')
  },
  open,
  close: (kind) => put({ [kind]: 'off' }),
  flip: () => {
    put({ front: !state.front })
    return Promise.resolve()
  },
  level: () => 0,
  stop: () => put(CLOSED),
}
