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

/** The used part of WeChat's audio context, whose nodes Taro does not type. */
interface AudioContextLike {
  readonly destination: unknown
  createOscillator(): { connect(target: unknown): void; start(): void; stop(): void }
  close(): Promise<void>
}
