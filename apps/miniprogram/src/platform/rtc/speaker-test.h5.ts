const TONE_MS = 600

export async function playTone(): Promise<void> {
  const context = new AudioContext()
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.frequency.value = 660
  volume.gain.setValueAtTime(0.2, context.currentTime)
  volume.gain.linearRampToValueAtTime(0, context.currentTime + TONE_MS / 1000)
  tone.connect(volume).connect(context.destination)
  tone.start()
  await new Promise<void>((resolve) => setTimeout(resolve, TONE_MS))
  await context.close()
}
