import Taro from '@tarojs/taro'

const HOME = '/pages/home/index'
// A phone keeps at most ten pages; opening an eleventh fails silently.
const DEEPEST = 10

export async function navigateTo(url: string): Promise<void> {
  if (Taro.getCurrentPages().length >= DEEPEST) await Taro.redirectTo({ url })
  else await Taro.navigateTo({ url })
}

export async function redirect(url: string): Promise<void> {
  await Taro.redirectTo({ url })
}

export async function switchTab(url: string): Promise<void> {
  await Taro.switchTab({ url })
}

/** Somebody who came by a link has nothing behind them: they get the home page. */
export async function back(): Promise<void> {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await Taro.switchTab({ url: HOME })
}
