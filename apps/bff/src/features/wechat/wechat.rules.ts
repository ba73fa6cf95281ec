import { randomBytes } from 'node:crypto'
import { MINUTE_MS } from '@qingpin/contract/core/days'

/** The queue that handles what WeChat pushed. */
export const PUSHES = { name: 'wechat-pushes', retries: 8, baseMs: 5000, leaseMs: MINUTE_MS } as const

/** How long a push about a message that we do not know is looked at again, and how often: it may be faster than we store. */
export const EARLY_PUSH_MS = 5 * MINUTE_MS
export const EARLY_AGAIN_MS = 15_000

/** Who was bound last, as staff sees it. */
export const MOST_BOUND = 100

const SECRET_BYTES = 16
const SCENE = /^bind_[0-9a-f]{24}_[\w-]{22}$/

/** What a code brings: whose it is, and what cannot be guessed. */
export const sceneFor = (accountId: string): string =>
  `bind_${accountId}_${randomBytes(SECRET_BYTES).toString('base64url')}`

export const isBindScene = (scene: string): boolean => SCENE.test(scene)

/** What the service account answers at once; whether the binding worked is seen in the app. */
export const ANSWERS = {
  binding: '收到。正在绑定您的轻聘账号，结果可以在轻聘的“我的”里看到。',
  subscribed: '欢迎关注。想在这里收到轻聘的提醒，请在轻聘的“我的”里打开“服务号提醒”，扫一次码。',
  message: '这里只发提醒，没有人值守。要找我们，请在轻聘里打电话。',
} as const

/** Texts that count as one test message are sent once within this time. */
const SAME_MS = MINUTE_MS
export const minuteOf = (now: number): number => Math.floor(now / SAME_MS)
