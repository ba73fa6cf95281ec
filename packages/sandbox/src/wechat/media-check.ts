import { createHash } from 'node:crypto'
import type { Ids } from '../ids.ts'
import type { PushFields } from '../service-account/push-body.ts'
import type { Pushes, PushPlan } from '../service-account/pushes.ts'
import { createTimeline } from '../timeline.ts'
import type { WechatError } from './errors.ts'
import type { People } from './people.ts'
import type { Verdict } from './text-check.ts'

/** The forms in which the true service has pushed a verdict: details as a list or as one record, or no number on top. */
export const VERDICT_SHAPES = ['list', 'record', 'bare'] as const
export type VerdictShape = (typeof VERDICT_SHAPES)[number]

/** What becomes of the next picture, or of the next one with this content. An empty plan lets it pass. */
export interface PicturePlan extends PushPlan {
  verdict?: Verdict
  /** WeChat's number for what is wrong with it. */
  label?: number
  shape?: VerdictShape
  /** The hash of a picture, in hex; of any picture without it. */
  sha256?: string
  /** The verdict is pushed before the call is answered. */
  beforeAnswer?: boolean
}

export interface SubmittedPicture {
  traceId: string
  url: string
  openid: string
  scene: number
  at: number
  /** What was fetched; null where nothing could be. */
  bytes: number | null
  sha256: string | null
  /** The last verdict that was pushed. */
  verdict: Verdict | 'unread' | null
}

export interface MediaChecks {
  ask: (body: Record<string, unknown>) => Promise<{ failure: WechatError } | { failure?: undefined; traceId: string }>
  /** Whether verdicts follow by themselves, or only as `decide` says. */
  settings: (change: { verdicts: 'by-itself' | 'held' }) => void
  plan: (plan: PicturePlan, times?: number) => void
  planned: () => number
  /** Pushes a verdict, the first one or another. Returns false for an unknown trace. */
  decide: (traceId: string, verdict: Verdict, plan?: PicturePlan) => Promise<boolean>
  /** Newest first. */
  asked: () => SubmittedPicture[]
  reset: () => void
}

export interface MediaCheckDeps {
  appId: string
  people: People
  pushes: Pick<Pushes, 'send'>
  ids: Ids
  now: () => number
  get: (url: string) => Promise<Response>
}

const A_MINUTE = 2000
const A_DAY = 200_000
const DAY_MS = 86_400_000
const MAX_BYTES = 10 * 1024 * 1024
const SEEN_WITHIN_MS = 2 * 3_600_000
const MAX_ASKED = 200
const PICTURE = 2
/** The account that the mini program's pushes are addressed to. */
const ORIGINAL_ID = 'gh_minisandbox'
const USUAL_LABEL: Record<Verdict, number> = { pass: 100, review: 21_000, risky: 20_002 }

/** Plays media_check_async for pictures. Its verdicts are planned, because the sandbox cannot look at one. */
export function createMediaChecks({ appId, people, pushes, ids, now, get }: MediaCheckDeps): MediaChecks {
  const calls = createTimeline(60_000)
  let today = { day: 0, count: 0 }
  let plans: PicturePlan[] = []
  let asked: SubmittedPicture[] = []
  let verdicts: 'by-itself' | 'held' = 'by-itself'

  function problemOf({ version, scene, openid, media_url: url, media_type: type }: Record<string, unknown>) {
    if (typeof url !== 'string' || url === '') return 'mediaMissing' as const
    // Version 1, without a person, is given up.
    if (Number(version) !== 2 || ![1, 2, 3, 4].includes(Number(scene))) return 'invalidArgs' as const
    if (Number(type) !== PICTURE || !/^https?:\/\//.test(url)) return 'invalidArgs' as const
    const person = typeof openid === 'string' ? people.find(openid) : undefined
    if (!person) return 'invalidOpenid' as const
    const seen = person.lastLoginAt !== null && now() - person.lastLoginAt <= SEEN_WITHIN_MS
    return seen ? undefined : ('notSeenLately' as const)
  }

  function overLimit(): WechatError | undefined {
    const day = Math.floor(now() / DAY_MS)
    if (today.day !== day) today = { day, count: 0 }
    if (today.count >= A_DAY) return 'dailyQuota'
    if (calls.countSince('all', now() - 60_000) >= A_MINUTE) return 'tooOften'
    today.count += 1
    calls.note('all', now())
    return undefined
  }

  /** Fetches the picture as the true service does: from its address, without a login, and nothing but a picture. */
  async function fetched(url: string): Promise<Pick<SubmittedPicture, 'bytes' | 'sha256'>> {
    const nothing = { bytes: null, sha256: null }
    const response = await get(url).catch(() => undefined)
    if (response?.status !== 200) return nothing
    if (!response.headers.get('content-type')?.startsWith('image/')) return nothing
    const bytes = Buffer.from(await response.arrayBuffer())
    if (bytes.length > MAX_BYTES) return nothing
    return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }

  function fieldsOf(picture: SubmittedPicture, verdict: Verdict, { label, shape = 'list' }: PicturePlan): PushFields {
    const number = String(label ?? USUAL_LABEL[verdict])
    const one = { strategy: 'content_model', errcode: '0', suggest: verdict, label: number, prob: '90' }
    const frame = {
      ToUserName: ORIGINAL_ID,
      FromUserName: picture.openid,
      CreateTime: String(Math.floor(now() / 1000)),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: appId,
      trace_id: picture.traceId,
      version: '2',
    }
    // A picture that could not be fetched is reported with a number, without details, and as passed all the same.
    if (picture.bytes === null)
      return {
        ...frame,
        detail: [],
        errcode: '-1008',
        errmsg: 'download fail',
        result: { suggest: 'pass', label: '100' },
      }
    const said = { ...frame, detail: shape === 'record' ? one : [one], result: { suggest: verdict, label: number } }
    return shape === 'bare' ? said : { ...said, errcode: '0', errmsg: 'ok' }
  }

  async function push(picture: SubmittedPicture, verdict: Verdict, plan: PicturePlan) {
    picture.verdict = picture.bytes === null ? 'unread' : verdict
    await pushes.send(fieldsOf(picture, verdict, plan), plan)
  }

  function planFor({ sha256 }: Pick<SubmittedPicture, 'sha256'>): PicturePlan | undefined {
    const found = plans.find((plan) => plan.sha256 === undefined || plan.sha256 === sha256)
    plans = plans.filter((plan) => plan !== found)
    return found
  }

  return {
    ask: async (body) => {
      const failure = problemOf(body) ?? overLimit()
      if (failure) return { failure }
      const traceId = ids.uuid()
      const url = String(body['media_url'])
      const about = { traceId, url, openid: String(body['openid']), scene: Number(body['scene']), at: now() }
      const picture: SubmittedPicture = { ...about, ...(await fetched(url)), verdict: null }
      asked = [picture, ...asked].slice(0, MAX_ASKED)
      const plan = planFor(picture)
      const verdict = plan?.verdict ?? 'pass'
      if (plan?.beforeAnswer) await push(picture, verdict, plan)
      // The true service pushes after it has answered.
      else if (plan || verdicts === 'by-itself') setTimeout(() => void push(picture, verdict, plan ?? {}), 0).unref()
      return { traceId }
    },
    settings: (change) => {
      verdicts = change.verdicts
    },
    plan: (plan, times = 1) => {
      plans = [...plans, ...Array.from({ length: times }, () => ({ ...plan }))]
    },
    planned: () => plans.length,
    decide: async (traceId, verdict, plan = {}) => {
      const picture = asked.find((one) => one.traceId === traceId)
      if (!picture) return false
      await push(picture, verdict, plan)
      return true
    },
    asked: () => asked.map((one) => ({ ...one })),
    reset: () => {
      calls.clear()
      today = { day: 0, count: 0 }
      plans = []
      asked = []
      verdicts = 'by-itself'
    },
  }
}
