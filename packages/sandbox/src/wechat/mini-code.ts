import type { WechatError } from './errors.ts'

export interface MiniCode {
  page: string
  scene: string
  width: number
}
export type MiniCodeAnswer = { failure: WechatError; code?: undefined } | { failure?: undefined; code: MiniCode }

const MAX_SCENE_LENGTH = 32
// A `%` is not allowed.
const SCENE_CHARACTERS = /^[\w!#$&'()*+,/:;=?@\-.~]+$/
const DEFAULT_PAGE = 'pages/home/index'
const DEFAULT_WIDTH = 430

/** Checks the input of getwxacodeunlimit. */
export function checkMiniCode({
  page = DEFAULT_PAGE,
  scene,
  width = DEFAULT_WIDTH,
}: Record<string, unknown>): MiniCodeAnswer {
  if (typeof scene !== 'string' || scene === '' || scene.length > MAX_SCENE_LENGTH || !SCENE_CHARACTERS.test(scene))
    return { failure: 'invalidScene' }
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?')) return { failure: 'invalidPage' }
  if (typeof width !== 'number' || width < 280 || width > 1280) return { failure: 'invalidArgs' }
  return { code: { page, scene, width } }
}
