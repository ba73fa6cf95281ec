import Taro from '@tarojs/taro'

export async function playTone(): Promise<void> {
  const context = Taro.createWebAudioContext() as unknown as AudioContextLike
  const tone = context.createOscillator()
  tone.connect(context.destination)
  tone.start()
  await new Promise<void>((resolve) => setTimeout(resolve, 600))
  tone.stop()
  await context.close()
}

/** The part of WeChat's audio context that is used; Taro types it without its nodes. */
interface AudioContextLike {
  readonly destination: unknown
  createOscillator(): { connect(target: unknown): void; start(): void; stop(): void }
  close(): Promise<void>
}
