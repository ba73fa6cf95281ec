import Taro from '@tarojs/taro'
import type { DeviceKind, LocalMedia, LocalState } from './rtc.types'

const CLOSED = { mic: 'off', cam: 'off', front: true } as const
const SCOPES: Record<DeviceKind, string> = { mic: 'scope.record', cam: 'scope.camera' }
let state: LocalState = { ...CLOSED, picture: undefined }
const listeners = new Set<() => void>()
/** Counts the stops, so that a device that is allowed after one stays off. */
let opening = 0

function put(next: Partial<LocalState>): void {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

/** The native pusher shows and sends by itself; this is only which devices it may use. */
async function open(kind: DeviceKind): Promise<void> {
  if (state[kind] === 'on') return
  const turn = opening
  put({ [kind]: 'asking' })
  const now = await Taro.authorize({ scope: SCOPES[kind] }).then(
    () => 'on' as const,
    () => 'denied' as const,
  )
  if (turn === opening) put({ [kind]: now })
}

/**
 * The address to which the native pusher sends; empty for the own picture only. It belongs to the call and stays while
 * the devices are closed, so that sound is sent again after a return from the background.
 */
export const setPushAddress = (src: string): void => put({ picture: src ? { src } : undefined })

export const localMedia: LocalMedia = {
  state: () => state,
  subscribe(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  async openBoth() {
    const turn = opening
    await open('mic')
    if (turn === opening) await open('cam')
  },
  open,
  close: (kind) => put({ [kind]: 'off' }),
  flip: () => {
    put({ front: !state.front })
    return Promise.resolve()
  },
  level: () => 0,
  stop() {
    opening += 1
    put(CLOSED)
  },
}
