import type { WechatError } from './errors.ts'

export type MiniCode = { page: string; scene: string; width: number }
export type MiniCodeAnswer = { failure: WechatError; code?: undefined } | { failure?: undefined; code: MiniCode }

const longestScene = 32
// Digits, letters and these; a `%` is none of them.
const sceneLetters = /^[\w!#$&'()*+,/:;=?@\-.~]+$/
const home = 'pages/home/index'
const usualWidth = 430

/** getwxacodeunlimit: what WeChat refuses to draw. */
export const checkMiniCode = ({ page = home, scene, width = usualWidth }: Record<string, unknown>): MiniCodeAnswer => {
  if (typeof scene !== 'string' || scene === '' || scene.length > longestScene || !sceneLetters.test(scene))
    return { failure: 'invalidScene' }
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?')) return { failure: 'invalidPage' }
  if (typeof width !== 'number' || width < 280 || width > 1280) return { failure: 'invalidArgs' }
  return { code: { page, scene, width } }
}
