import { EDUCATIONS, JOB_TYPES, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { DAY_MS } from '@qingpin/contract/core/days'
import { countyOf } from '@qingpin/contract/sharing/sharing.rules'
import { LINES_MOST } from '@qingpin/contract/shortlists/shortlists.rules'

/** Workers that one matching compares: those that come nearest by what the database can tell. */
export const COMPARED_AT_MOST = 300

export type FindingKind =
  | 'trade'
  | 'pay'
  | 'start'
  | 'origin'
  | 'age'
  | 'gender'
  | 'education'
  | 'like'
  | 'years'
  | 'stay'
export interface Finding {
  kind: FindingKind
  text: string
}
/** To whom it is said: a customer is addressed. */
export type Reader = 'staff' | 'customer'

/** What a customer looks for, as far as it can be compared. */
export interface Demand {
  serviceCategory: string | null
  stayIn: string | null
  salaryBudget: number | null
  expectedStartDate: string | null
  expectedDeliveryDate: string | null
  ageRequirement: string | null
  genderRequirement: string | null
  originRequirement: string | null
  educationRequirement: string | null
  likes: readonly string[] | null
}

/** What a resume and its placements say of a worker. */
export interface Worker {
  jobType: string
  gender: string
  age: number
  education: string | null
  experienceYears: number
  experienceKnown: boolean
  expectedSalary: number
  nativePlace: string | null
  skills: readonly string[]
  orderStatus: string
  availability: string
  /** What she and those who know her wrote, without anything that names a family. */
  texts: readonly string[]
  /** Her running placement; `until` is null where its end is not known. */
  placed: { until: string | null } | undefined
  /** From which day she is promised to another family, `YYYY-MM-DD`. */
  promisedFrom?: string | undefined
  /** From which day she is, or will be, with the very family that is compared, `YYYY-MM-DD`. */
  withThemFrom?: string | undefined
}

interface Span {
  readonly customerId: string
  readonly startsOn: string
  readonly endsOn: string | null
}

/** Her placement of a day and the next one after it, from the days that she is with families. */
export function placedOn(
  spans: readonly Span[],
  day: string,
  customerId: string,
): Pick<Worker, 'placed' | 'promisedFrom' | 'withThemFrom'> {
  const own = spans.find((span) => span.customerId === customerId && (span.endsOn === null || span.endsOn >= day))
  const runs = spans.find(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || endsOn >= day))
  const later = spans.map(({ startsOn }) => startsOn).filter((start) => start > day)
  return { placed: runs && { until: runs.endsOn }, promisedFrom: later.toSorted()[0], withThemFrom: own?.startsOn }
}

/** Trades by the service that a customer asks for. */
const TRADES: Readonly<Record<string, string>> = Object.fromEntries(
  JOB_TYPES.map(({ value, label }) => [label === '住家育儿' ? '住家育儿嫂' : label, value]),
)
/** The same work, living in or coming by day. */
const NEAR: Readonly<Record<string, string>> = {
  'zhujia-yuer': 'baiban-yuer',
  'baiban-yuer': 'zhujia-yuer',
  'zhujia-baomu': 'baiban-baomu',
  'baiban-baomu': 'zhujia-baomu',
}

/** The trades that suit, the one that was named first; all where none is named. */
export function tradesFor({ serviceCategory }: Pick<Demand, 'serviceCategory'>): string[] {
  const trade = serviceCategory === null ? undefined : TRADES[serviceCategory]
  if (trade === undefined) return []
  return NEAR[trade] === undefined ? [trade] : [trade, NEAR[trade]]
}

/** Words of likes, and the skills that prove them. */
const PROOFS: readonly { words: readonly string[]; skill: string }[] = [
  { words: ['早产', '低体重'], skill: 'teshu-yinger' },
  { words: ['双胞胎', '双胎', '龙凤胎'], skill: 'shuangtai-huli' },
  { words: ['月子餐'], skill: 'yuezican' },
  { words: ['催乳', '催奶', '开奶', '通乳'], skill: 'cuiru' },
  { words: ['产后'], skill: 'chanhou' },
  { words: ['早教'], skill: 'zaojiao' },
  { words: ['辅食'], skill: 'fushi' },
  { words: ['推拿'], skill: 'ertui' },
  { words: ['育婴'], skill: 'yuying' },
  { words: ['外语', '英语'], skill: 'waiyu' },
  { words: ['开车', '驾驶', '驾照'], skill: 'jiashi' },
  { words: ['收纳', '整理'], skill: 'shouyi' },
  { words: ['面食', '包饺子'], skill: 'mianshi' },
  { words: ['西餐'], skill: 'xican' },
  { words: ['做饭', '家常菜', '中餐', '烧菜'], skill: 'zhongcan' },
  { words: ['护老', '老人', '卧床'], skill: 'yanglao-huli' },
  { words: ['康复', '理疗'], skill: 'liliao-kangfu' },
  { words: ['护士', '医院', '医疗'], skill: 'yiliaobackground' },
]
/** What stands before the matter of a like: 带过早产儿, 会做月子餐. */
const BEFORE = /^(?:最好|希望|要|想要|得|能够|能|会|可以|愿意|喜欢|懂|有|带过|做过|带|做|照顾过|照顾)+/

const proofsOf = (like: string) => PROOFS.filter(({ words }) => words.some((word) => like.includes(word)))

/** The words by which a like is looked for in a text: those of the like itself, and those that mean the same. */
export function wordsOfLike(like: string): string[] {
  const core = like.replace(BEFORE, '')
  const same = proofsOf(like).flatMap(({ words }) => words)
  return [...new Set([...([...core].length >= 2 ? [core] : [like]), ...same])]
}
export const skillsOfLike = (like: string): string[] => proofsOf(like).map(({ skill }) => skill)

/** What is known of a like: a skill that proves it, or where it is written; null where nothing is. */
export function knownOfLike(like: string, worker: Pick<Worker, 'skills' | 'texts'>): string | null {
  const skill = skillsOfLike(like).find((one) => worker.skills.includes(one))
  if (skill !== undefined) return `登记了${labelOf(SKILLS, skill)}`
  const labelled = worker.skills.find((one) => labelOf(SKILLS, one).includes(like.replace(BEFORE, '') || like))
  if (labelled !== undefined) return `登记了${labelOf(SKILLS, labelled)}`
  const word = wordsOfLike(like).find((one) => worker.texts.some((text) => text.includes(one)))
  return word === undefined ? null : `简历里写到“${word}”`
}

const PROVINCES: Readonly<Record<string, readonly string[]>> = {
  江浙沪: ['江苏', '浙江', '上海'],
  江浙: ['江苏', '浙江'],
  苏浙: ['江苏', '浙江'],
  东北: ['辽宁', '吉林', '黑龙江'],
  川渝: ['四川', '重庆'],
  两湖: ['湖南', '湖北'],
  云贵: ['云南', '贵州'],
  皖: ['安徽'],
  豫: ['河南'],
  鲁: ['山东'],
}

/** The places that a requirement names; none where it excludes some, or says nothing that can be compared. */
export function originsIn(requirement: string | null): string[] {
  const text = (requirement ?? '').replaceAll(/\s/g, '')
  if (text === '' || /[不非除别]|都行|随便|无所谓/.test(text)) return []
  return text
    .split(/[、，,/或和及]/)
    .map((part) => part.replace(/(?:省|市|人|那边|附近|一带|籍|的|优先|最好)+$/g, ''))
    .flatMap((part) => PROVINCES[part] ?? ([...part].length >= 2 && /^\p{Script=Han}+$/u.test(part) ? [part] : []))
}

/** The ages that a requirement allows; undefined where it says nothing that can be compared. */
export function agesIn(requirement: string | null): { from: number; to: number } | undefined {
  const text = (requirement ?? '').replaceAll(/\s/g, '')
  const [, low, high] = /(\d{2})岁?(?:-|–|~|～|到|至)(\d{2})/.exec(text) ?? []
  if (low && high) return { from: Number(low), to: Number(high) }
  const [, age = ''] = /(\d{2})/.exec(text) ?? []
  if (age === '') return undefined
  if (/以下|以内|不超过|不大于|小于|之内/.test(text)) return { from: 0, to: Number(age) }
  return /以上|不小于|大于|超过/.test(text) ? { from: Number(age), to: 200 } : undefined
}

/** 12月10日. */
const dayWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

const findPay = ({ salaryBudget }: Demand, { expectedSalary: pay }: Worker, reader: Reader): Gap | undefined => {
  if (!salaryBudget) return undefined
  if (pay === 0) return { gap: { kind: 'pay', text: '要多少没有说，得问她' } }
  const yours = reader === 'customer' ? '您的' : ''
  return pay > salaryBudget
    ? { gap: { kind: 'pay', text: `要${pay}，超${yours}预算${pay - salaryBudget}元` } }
    : { reason: { kind: 'pay', text: `价格在${yours}预算内` } }
}

type Gap = { gap: Finding } | { reason: Finding }

/** What her resume and her placement say of the day on which she can come. @param today `YYYY-MM-DD` */
export function startWords(
  worker: Pick<Worker, 'placed' | 'promisedFrom' | 'withThemFrom' | 'orderStatus' | 'availability'>,
  today: string,
  reader: Reader = 'staff',
): string {
  const { placed, promisedFrom, withThemFrom, orderStatus, availability } = worker
  const home = reader === 'customer' ? '您家' : '这家'
  if (withThemFrom !== undefined)
    return withThemFrom <= today ? `就在${home}做` : `${dayWords(withThemFrom)}起到${home}`
  if (placed) {
    if (placed.until === null) return '在户，哪天下户没定'
    return placed.until < today ? '上一户到期了' : `${dayWords(placed.until)}下户`
  }
  if (promisedFrom !== undefined) return `${dayWords(promisedFrom)}起定了别家`
  if (orderStatus === 'on-service' || orderStatus === 'signed' || availability === 'occupied')
    return '在户，哪天下户要问她'
  if (orderStatus === 'not-accepting') return '现在不接单'
  if (availability === 'leave') return '在请假'
  return availability === 'unavailable' ? '说了没空' : '现在能接单'
}

function isFree({ placed, promisedFrom, orderStatus, availability }: Worker, today: string): boolean {
  if (placed) return placed.until !== null && placed.until < today
  if (promisedFrom !== undefined) return false
  return orderStatus === 'accepting' && !['occupied', 'leave', 'unavailable'].includes(availability)
}

function findStart(demand: Demand, worker: Worker, today: string, reader: Reader): Gap {
  const text = startWords(worker, today, reader)
  if (worker.withThemFrom !== undefined) return { reason: { kind: 'start', text } }
  const wanted = demand.expectedStartDate ?? demand.expectedDeliveryDate
  const until = worker.placed?.until
  if (worker.placed && worker.promisedFrom !== undefined)
    return { gap: { kind: 'start', text: `${text}，${dayWords(worker.promisedFrom)}起又定了别家` } }
  if (until && until >= today && wanted) {
    const late = daysBetween(wanted, until)
    return late > 0
      ? { gap: { kind: 'start', text: `${dayWords(until)}才下户，晚${late}天` } }
      : { reason: { kind: 'start', text: `${text}，接得上` } }
  }
  return isFree(worker, today) ? { reason: { kind: 'start', text } } : { gap: { kind: 'start', text } }
}

function findOrigin({ originRequirement }: Demand, { nativePlace }: Worker): Gap | undefined {
  const places = originsIn(originRequirement)
  if (places.length === 0) return undefined
  const home = countyOf(nativePlace)
  if (!home) return { gap: { kind: 'origin', text: '籍贯没填' } }
  return places.some((place) => home.includes(place))
    ? { reason: { kind: 'origin', text: `${home}人` } }
    : { gap: { kind: 'origin', text: `${home}人，想要${originRequirement}的` } }
}

function findAge({ ageRequirement }: Demand, { age }: Worker): Gap | undefined {
  const ages = agesIn(ageRequirement)
  if (!ages) return undefined
  if (age > ages.to) return { gap: { kind: 'age', text: `${age}岁，大${age - ages.to}岁` } }
  return age < ages.from
    ? { gap: { kind: 'age', text: `${age}岁，小${ages.from - age}岁` } }
    : { reason: { kind: 'age', text: `${age}岁，合要求` } }
}

function findGender({ genderRequirement }: Demand, { gender }: Worker): Gap | undefined {
  const text = genderRequirement ?? ''
  const wanted = text.startsWith('女') ? 'female' : text.startsWith('男') ? 'male' : undefined
  if (wanted === undefined || wanted === gender || /都|不限/.test(text)) return undefined
  return { gap: { kind: 'gender', text: gender === 'male' ? '是位师傅，男的' : '是位阿姨，女的' } }
}

/** Labels of customers that resumes call otherwise. */
const SCHOOLED: Readonly<Record<string, string>> = { 研究生及以上: '研究生' }
function findEducation({ educationRequirement: wanted }: Demand, { education }: Worker): Gap | undefined {
  const rank = EDUCATIONS.findIndex(({ label }) => label === (SCHOOLED[wanted ?? ''] ?? wanted))
  if (rank < 1) return undefined
  const has = EDUCATIONS.findIndex(({ value }) => value === education)
  if (has < 0) return { gap: { kind: 'education', text: '学历没填' } }
  return has >= rank
    ? undefined
    : { gap: { kind: 'education', text: `${labelOf(EDUCATIONS, education ?? '')}，没到${wanted}` } }
}

function findTrade(demand: Demand, worker: Worker): Gap | undefined {
  const [trade] = tradesFor(demand)
  if (trade === undefined || trade === worker.jobType) return undefined
  const says = `登记的是${labelOf(JOB_TYPES, worker.jobType)}`
  if (demand.stayIn === '都可以') return { reason: { kind: 'trade', text: `${says}，也行` } }
  return { gap: { kind: 'trade', text: `${says}，${worker.jobType.startsWith('zhujia') ? '不住家' : '住家'}要问她` } }
}

/** What is better or worse than what the trade itself says of living in. */
function findStay({ stayIn }: Demand, { jobType }: Worker): Gap | undefined {
  if (stayIn === '住家' && jobType.startsWith('zhujia')) return { reason: { kind: 'stay', text: '做住家的' } }
  if (stayIn === '不住家' && jobType.startsWith('baiban')) return { reason: { kind: 'stay', text: '做白班的' } }
  if (stayIn === '不住家' && jobType === 'yuesao') return { gap: { kind: 'stay', text: '月嫂一般住家，不住家要问她' } }
  return undefined
}

function findYears({ experienceYears: years, experienceKnown, jobType }: Worker): Gap | undefined {
  if (!experienceKnown || years < 1) return undefined
  return { reason: { kind: 'years', text: `做了${years}年${labelOf(JOB_TYPES, jobType)}` } }
}

const findLike = (like: string, worker: Worker): Gap => {
  const known = knownOfLike(like, worker)
  return known === null
    ? { gap: { kind: 'like', text: `没写“${like}”，得问她` } }
    : { reason: { kind: 'like', text: `${like}：${known}` } }
}

export interface Verdict {
  reasons: Finding[]
  /** All of them: none is left out to make a worker look better. */
  gaps: Finding[]
}

/** Why a worker suits and where not. What nobody asked for and what cannot be compared is in neither. */
export function compare(demand: Demand, worker: Worker, today: string, reader: Reader = 'staff'): Verdict {
  const found = [
    ...(demand.likes ?? []).map((like) => findLike(like, worker)),
    findTrade(demand, worker),
    findStart(demand, worker, today, reader),
    findPay(demand, worker, reader),
    findOrigin(demand, worker),
    findAge(demand, worker),
    findGender(demand, worker),
    findEducation(demand, worker),
    findStay(demand, worker),
    findYears(worker),
  ].filter((one) => one !== undefined)
  const gaps = found.flatMap((one) => ('gap' in one ? [one.gap] : []))
  const reasons = found.flatMap((one) => ('reason' in one ? [one.reason] : []))
  return { reasons: reasons.slice(0, Math.max(1, LINES_MOST - gaps.length)), gaps }
}

/** Fewer mismatches first; of as many, more reasons, then those who changed last. */
export const byFit = (
  a: Verdict & { updatedAt: number; id: string },
  b: Verdict & { updatedAt: number; id: string },
): number =>
  a.gaps.length - b.gaps.length ||
  b.reasons.length - a.reasons.length ||
  b.updatedAt - a.updatedAt ||
  (a.id < b.id ? 1 : -1)

export const withinBudget = ({ salaryBudget }: Pick<Demand, 'salaryBudget'>, pay: number): boolean =>
  salaryBudget === null || (pay > 0 && pay <= salaryBudget)
