import Taro from '@tarojs/taro'
import { leaveGuard } from './back-guard'
import { addStep, stepTo } from './beside-list'

const HOME = '/pages/home/index'
// A phone keeps at most ten pages; opening an eleventh fails silently.
const DEEPEST = 10

/** Opens or leaves a page, at once where no step back stands in between. */
async function navigate(open: () => Promise<unknown>): Promise<void> {
  const leaving = leaveGuard()
  if (leaving) await leaving
  await open()
}

export async function navigateTo(url: string): Promise<void> {
  const step = stepTo(url)
  if (step === 'stay') return
  await navigate(() => {
    if (step === 'follow') addStep()
    const inPlace = step !== 'open' || Taro.getCurrentPages().length >= DEEPEST
    return inPlace ? Taro.redirectTo({ url }) : Taro.navigateTo({ url })
  })
}

export const redirect = (url: string): Promise<void> => navigate(() => Taro.redirectTo({ url }))

export const switchTab = (url: string): Promise<void> => navigate(() => Taro.switchTab({ url }))

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
  else if (above > 0) await navigate(() => Taro.navigateBack({ delta: above }))
}

/** Leaves all pages that are open, and opens the first one anew. */
export async function restart(): Promise<void> {
  await Taro.reLaunch({ url: HOME })
}

/** Goes back, or to the home page when the page was opened by a link. */
export const back = (): Promise<void> =>
  navigate(() => (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.switchTab({ url: HOME })))
