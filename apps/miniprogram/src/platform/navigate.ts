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

/** The path of the page in front, without its parameters. */
export function currentPage(): string {
  const page = Taro.getCurrentPages().at(-1) as OpenPage | undefined
  return (page?.$taroPath ?? '').split('?')[0] ?? ''
}

interface OpenPage {
  readonly $taroPath?: string
  readonly $taroParams?: Readonly<Record<string, unknown>>
}

/** Goes back to the page if it is open below this one, because a second copy of a room would be a second participant. */
export async function backOrTo(url: string, params: Readonly<Record<string, string>>): Promise<void> {
  const path = url.split('?')[0]
  const isOpen = ({ $taroPath = '', $taroParams }: OpenPage) =>
    `/${$taroPath.replace(/^\//, '').split('?')[0] ?? ''}` === path &&
    Object.keys(params).every((name) => $taroParams?.[name] === params[name])
  // The page in front comes first.
  const above = (Taro.getCurrentPages() as OpenPage[]).slice().reverse().findIndex(isOpen)
  if (above < 0) await navigateTo(url)
  else if (above > 0) await Taro.navigateBack({ delta: above })
}

/** Leaves all pages that are open, and opens the first one anew. */
export async function restart(): Promise<void> {
  await Taro.reLaunch({ url: HOME })
}

/** Goes back, or to the home page when the page was opened by a link. */
export async function back(): Promise<void> {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await Taro.switchTab({ url: HOME })
}
