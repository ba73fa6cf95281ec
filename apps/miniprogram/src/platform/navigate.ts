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

interface OpenPage {
  readonly $taroPath?: string
  readonly $taroParams?: Readonly<Record<string, unknown>>
}

/** Goes back to the page where it lies under this one: a second one would be another visitor of the same place. */
export async function backOrTo(url: string, params: Readonly<Record<string, string>>): Promise<void> {
  const path = url.split('?')[0]
  const pages = Taro.getCurrentPages() as OpenPage[]
  const at = pages.findLastIndex(
    ({ $taroPath = '', $taroParams = {} }) =>
      `/${$taroPath.replace(/^\//, '').split('?')[0] ?? ''}` === path &&
      Object.keys(params).every((name) => $taroParams[name] === params[name]),
  )
  if (at < 0) await navigateTo(url)
  else if (at < pages.length - 1) await Taro.navigateBack({ delta: pages.length - 1 - at })
}

/** Somebody who came by a link has nothing behind them: they get the home page. */
export async function back(): Promise<void> {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await Taro.switchTab({ url: HOME })
}
