const SOUND = '/assets/sound/knock.wav'
const GESTURES = ['pointerup', 'touchend', 'keydown'] as const

let audio: HTMLAudioElement | undefined

/** Safari plays later only what a gesture has played once, so the first one plays it in silence. */
function unlock(): void {
  GESTURES.forEach((type) => document.removeEventListener(type, unlock, true))
  const sound = new Audio(SOUND)
  sound.muted = true
  sound.play().then(
    () => {
      sound.pause()
      sound.currentTime = 0
      sound.muted = false
      audio = sound
    },
    () => undefined,
  )
}

export function startKnockSound(): void {
  GESTURES.forEach((type) => document.addEventListener(type, unlock, true))
}

export async function playKnock(): Promise<boolean> {
  try {
    const sound = (audio ??= new Audio(SOUND))
    sound.currentTime = 0
    await sound.play()
    return true
  } catch {
    return false
  }
}
