import { declaredPages } from '../journeys/screen-matrix/declared.ts'
import { SCREENS as MATRIX } from '../journeys/screen-matrix/screens.ts'
import type { Viewer } from '../journeys/visitors.ts'

export interface LookedAt {
  name: string
  /** Below `/#/`; a name in braces stands for an id that `tools/look.ts` looks up. */
  path: string
  viewer: Viewer
  /** All of it, and not only what the window shows. */
  whole?: boolean
}

const guest: Viewer = { guest: true }
const seeker: Viewer = { phone: '13800000001' }
const worker: Viewer = { phone: '13800000002' }
const employee: Viewer = { staff: 'employee' }
const manager: Viewer = { staff: 'manager' }
const admin: Viewer = { staff: 'admin' }

/** Screens that are worth more than one picture, or one of their whole length. */
const CHOSEN: readonly LookedAt[] = [
  { name: 'home', path: 'pages/home/index', viewer: guest },
  { name: 'records', path: 'pages/records/index', viewer: guest },
  { name: 'assistant', path: 'pages/assistant/index', viewer: guest },
  { name: 'interviews', path: 'pages/interviews/index', viewer: guest },
  { name: 'me', path: 'pages/me/index', viewer: guest },
  { name: 'login', path: 'features/auth/login/index', viewer: guest },
  { name: 'staff-login', path: 'features/auth/staff-login/index', viewer: guest },
  { name: 'register', path: 'features/registration/register/index', viewer: guest },
  { name: 'articles', path: 'features/content/articles/index', viewer: guest },
  { name: 'article', path: 'features/content/article/index?id={article}', viewer: guest },
  { name: 'article-gone', path: 'features/content/article/index?id=gone', viewer: guest },
  { name: 'workers', path: 'features/public-workers/list/index', viewer: guest },
  { name: 'worker', path: 'features/public-workers/detail/index?id={resume}', viewer: guest, whole: true },
  { name: 'worker-gone', path: 'features/public-workers/detail/index?id=gone', viewer: guest },
  { name: 'shared', path: 'features/public-workers/shared/index?t={share}', viewer: guest },
  { name: 'shared-gone', path: 'features/public-workers/shared/index?t=gone-gone-gone', viewer: guest },
  { name: 'shares', path: 'features/my-resume/shares/index', viewer: manager },
  { name: 'home-worker', path: 'pages/home/index', viewer: worker },
  { name: 'records-worker', path: 'pages/records/index', viewer: worker },
  { name: 'my-resume', path: 'features/my-resume/mine/index', viewer: worker },
  { name: 'papers', path: 'features/my-resume/papers/index', viewer: worker, whole: true },
  { name: 'id-card', path: 'features/registration/id-card/index', viewer: seeker },
  { name: 'assistant-worker', path: 'pages/assistant/index', viewer: worker },
  { name: 'chat-new', path: 'features/assistant/chat/index', viewer: worker },
  { name: 'chats', path: 'features/assistant/history/index', viewer: worker },
  { name: 'assistant-staff', path: 'pages/assistant/index', viewer: employee },
  { name: 'profile', path: 'features/auth/profile/index', viewer: worker },
  { name: 'credits', path: 'features/credits/buy/index', viewer: seeker },
  { name: 'credit-history', path: 'features/credits/history/index', viewer: seeker },
  { name: 'credit-terms', path: 'features/credits/terms/index', viewer: guest },
  { name: 'today', path: 'pages/home/index', viewer: employee },
  { name: 'customers', path: 'pages/records/index', viewer: employee },
  { name: 'customers-manager', path: 'pages/records/index', viewer: manager },
  { name: 'customer', path: 'features/customers/detail/index?id={customer}', viewer: employee },
  { name: 'customer-create', path: 'features/customers/create/index', viewer: employee },
  { name: 'customer-edit', path: 'features/customers/edit/index?id={customer}', viewer: employee },
  { name: 'customer-statistics', path: 'features/customers/statistics/index', viewer: manager },
  { name: 'today-manager', path: 'pages/home/index', viewer: manager, whole: true },
  { name: 'team-numbers', path: 'features/customers/team/index', viewer: manager, whole: true },
  {
    name: 'customer-subset',
    path: 'features/customers/subset/index?title=%E6%9C%AC%E5%AD%A3%E6%96%B0%E5%AE%A2%E7%9A%84&reached=entered',
    viewer: manager,
  },
  { name: 'assignment-rules', path: 'features/customers/rules/index', viewer: manager, whole: true },
  { name: 'assignment-rules-read', path: 'features/customers/rules/index', viewer: employee, whole: true },
  { name: 'pool-customer', path: 'features/customers/pool/index?id={pooled}', viewer: employee, whole: true },
  { name: 'follow-up', path: 'features/customers/follow-up/index?id={customer}', viewer: employee },
  { name: 'match', path: 'features/customers/match/index?id={customer}', viewer: employee, whole: true },
  {
    name: 'shortlist-create',
    path: 'features/shortlists/create/index?customerId={customer}&workers={listed}&name=%E9%99%88%E5%A5%B3%E5%A3%AB',
    viewer: employee,
    whole: true,
  },
  { name: 'shortlist', path: 'features/shortlists/detail/index?id={shortlist}', viewer: employee, whole: true },
  { name: 'shortlists', path: 'features/shortlists/list/index', viewer: employee },
  {
    name: 'shortlist-guest',
    path: 'features/shortlists/guest/index?t={shortlistTicket}',
    viewer: guest,
    whole: true,
  },
  { name: 'shortlist-gone', path: 'features/shortlists/guest/index?t=gone-gone-gone', viewer: guest },
  { name: 'me-staff', path: 'pages/me/index', viewer: employee },
  { name: 'resumes', path: 'features/workers/list/index', viewer: employee },
  { name: 'resume-detail', path: 'features/workers/detail/index?id={resume}', viewer: employee },
  { name: 'papers-staff', path: 'features/workers/papers/index?id={resume}', viewer: employee },
  { name: 'paper-check', path: 'features/workers/paper-check/index?id={resume}', viewer: employee },
  { name: 'resume-edit', path: 'features/workers/edit/index?id={resume}', viewer: employee },
  { name: 'resume-create', path: 'features/workers/create/index', viewer: employee },
  { name: 'interviews-staff', path: 'pages/interviews/index', viewer: employee },
  { name: 'interview-create', path: 'features/interviews/create/index', viewer: employee },
  { name: 'staff', path: 'features/staff/list/index', viewer: admin },
  { name: 'staff-member', path: 'features/staff/detail/index?id={staff}', viewer: admin },
  { name: 'phone', path: 'features/auth/phone/index', viewer: worker },
  { name: 'password', path: 'features/auth/password/index', viewer: employee },
  { name: 'devices', path: 'features/auth/devices/index', viewer: worker },
  { name: 'staff-create', path: 'features/staff/create/index', viewer: admin },
]

/** The path of a page without its parameters. */
const pageOf = ({ path }: LookedAt) => path.split('?')[0]

/** The pages that stand only in the screen matrix, as it opens them. */
const others = [...declaredPages()].flatMap(([page, path]) => {
  if (CHOSEN.some((one) => pageOf(one) === path)) return []
  const name = page.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const untapped = [MATRIX[page] ?? []].flat().filter(({ taps }) => taps === undefined)
  return untapped.map(({ viewer, query }, at) => ({
    name: at === 0 ? name : `${name}-${at + 1}`,
    path: query === undefined ? path : `${path}?${query}`,
    viewer,
  }))
})

/** Every page of the app, opened by a person who may see it. */
export const SCREENS: readonly LookedAt[] = [...CHOSEN, ...others]

/** The components, in the build that has a page for them. */
export const GALLERY: readonly LookedAt[] = [
  ...['controls', 'words', 'work', 'fields', 'layers'].map((part) => aPart(part, true)),
  ...['loading', 'empty', 'error', 'refused', 'offline', 'stale', 'list'].map((part) => aPart(part, false)),
]

function aPart(part: string, whole: boolean): LookedAt {
  return { name: `gallery-${part}`, path: `features/gallery/gallery/index?part=${part}`, viewer: guest, whole }
}

export interface Dress {
  name: string
  dark: boolean
  scale: number
}
export const DRESSES: readonly Dress[] = [
  { name: 'light', dark: false, scale: 1 },
  { name: 'dark', dark: true, scale: 1 },
  { name: 'large', dark: false, scale: 1.5 },
]
