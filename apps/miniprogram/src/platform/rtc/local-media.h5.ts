import type { DeviceKind, DeviceState, LocalMedia, LocalState } from './rtc.types'

const AUDIO: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
const videoOf = (front: boolean): MediaTrackConstraints => ({
  facingMode: front ? 'user' : 'environment',
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 15, max: 24 },
})

const CLOSED: LocalState = { mic: 'off', cam: 'off', front: true, picture: undefined }
let state = CLOSED
let tracks: { mic?: MediaStreamTrack | undefined; cam?: MediaStreamTrack | undefined } = {}
const listeners = new Set<() => void>()
let meter: { context: AudioContext; analyser: AnalyserNode } | undefined
/** Counts the stops, so that a device that opens after one is closed again at once. */
let opening = 0

function put(next: Partial<LocalState>): void {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

const whyNot = (error: unknown): DeviceState => {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'denied'
}

function listen(track: MediaStreamTrack): void {
  void meter?.context.close()
  try {
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 256
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    meter = { context, analyser }
  } catch {
    meter = undefined
  }
}

function take(kind: DeviceKind, track: MediaStreamTrack | undefined): void {
  if (!track) return put({ [kind]: 'missing' })
  tracks[kind]?.stop()
  tracks = { ...tracks, [kind]: track }
  track.addEventListener('ended', () => {
    // The permission was withdrawn, or the device was unplugged.
    if (tracks[kind] === track) close(kind)
  })
  if (kind === 'mic') listen(track)
  put({ [kind]: 'on', ...(kind === 'cam' ? { picture: { stream: new MediaStream([track]) } } : {}) })
}

async function capture(kinds: readonly DeviceKind[]): Promise<void> {
  const turn = opening
  const devices = navigator.mediaDevices as MediaDevices | undefined
  const wanted = {
    ...(kinds.includes('mic') ? { audio: AUDIO } : {}),
    ...(kinds.includes('cam') ? { video: videoOf(state.front) } : {}),
  }
  // Without https a browser has no mediaDevices.
  if (!devices) return put(Object.fromEntries(kinds.map((kind) => [kind, 'missing'])))
  const stream = await devices.getUserMedia(wanted)
  if (turn !== opening) {
    for (const track of stream.getTracks()) track.stop()
    return
  }
  if (kinds.includes('mic')) take('mic', stream.getAudioTracks()[0])
  if (kinds.includes('cam')) take('cam', stream.getVideoTracks()[0])
}

async function open(kind: DeviceKind): Promise<void> {
  if (tracks[kind]) return
  const turn = opening
  put({ [kind]: 'asking' })
  try {
    await capture([kind])
  } catch (error) {
    if (turn === opening) put({ [kind]: whyNot(error) })
  }
}

function close(kind: DeviceKind): void {
  tracks[kind]?.stop()
  tracks = { ...tracks, [kind]: undefined }
  if (kind === 'mic') {
    void meter?.context.close()
    meter = undefined
  }
  put({ [kind]: 'off', ...(kind === 'cam' ? { picture: undefined } : {}) })
}

/** The tracks that `direct.h5` and `zego.h5` send. */
export const localTracks = (): Readonly<typeof tracks> => tracks

export const localMedia: LocalMedia = {
  state: () => state,
  subscribe(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  async openBoth() {
    if (tracks.mic || tracks.cam) {
      await Promise.all([open('mic'), open('cam')])
      return
    }
    const turn = opening
    put({ mic: 'asking', cam: 'asking' })
    try {
      await capture(['mic', 'cam'])
    } catch {
      // One of them fails; opened one by one, the other still works.
      if (turn !== opening) return
      await open('mic')
      await open('cam')
    }
  },
  open,
  close,
  async flip() {
    state = { ...state, front: !state.front }
    // A phone opens one camera at a time.
    close('cam')
    await open('cam')
  },
  level() {
    if (!meter) return 0
    const samples = new Uint8Array(meter.analyser.fftSize)
    meter.analyser.getByteTimeDomainData(samples)
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0)
    return Math.min(1, loudest / 80)
  },
  stop() {
    opening += 1
    close('mic')
    close('cam')
    put(CLOSED)
  },
}

// A page that the browser puts into its cache does not run its clean-up.
window.addEventListener('pagehide', () => localMedia.stop())
