import type { WechatError } from './errors.ts'

export interface MiniCode {
  page: string
  scene: string
  width: number
}
export type MiniCodeAnswer = { failure: WechatError; code?: undefined } | { failure?: undefined; code: MiniCode }

const LONGEST_SCENE = 32
// Digits, letters and these; a `%` is none of them.
const SCENE_LETTERS = /^[\w!#$&'()*+,/:;=?@\-.~]+$/
const HOME = 'pages/home/index'
const USUAL_WIDTH = 430

/** getwxacodeunlimit: what WeChat refuses to draw. */
export function checkMiniCode({ page = HOME, scene, width = USUAL_WIDTH }: Record<string, unknown>): MiniCodeAnswer {
  if (typeof scene !== 'string' || scene === '' || scene.length > LONGEST_SCENE || !SCENE_LETTERS.test(scene))
    return { failure: 'invalidScene' }
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?')) return { failure: 'invalidPage' }
  if (typeof width !== 'number' || width < 280 || width > 1280) return { failure: 'invalidArgs' }
  return { code: { page, scene, width } }
}
