import Taro from '@tarojs/taro'

let audio: Taro.InnerAudioContext | undefined

export function startKnockSound(): void {}

/** WeChat follows the switch that silences the phone. */
export async function playKnock(): Promise<boolean> {
  try {
    if (!audio) {
      audio = Taro.createInnerAudioContext()
      audio.src = '/assets/sound/knock.wav'
    }
    audio.stop()
    audio.play()
    return true
  } catch {
    return false
  }
}
