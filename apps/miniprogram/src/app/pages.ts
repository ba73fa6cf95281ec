import { useRouter } from '@tarojs/taro'
import { useMemo } from 'react'
import { backOrTo, navigateTo, redirect, switchTab } from '@/platform/navigate'

type Params = Readonly<Record<string, string | number | undefined>>
type NoParams = Readonly<Record<never, never>>

interface Page<P> {
  readonly path: string
  readonly tab: boolean
  /** Never set: carries the parameters' type. */
  readonly params?: P
}

const tab = (path: string): Page<NoParams> => ({ path, tab: true })
const page = <P = NoParams>(path: string): Page<P> => ({ path, tab: false })

// Every page of app.config.ts by name. A page with parameters says which: page<{ id: string }>('/features/…').
const pages = {
  home: tab('/pages/home/index'),
  records: tab('/pages/records/index'),
  assistant: tab('/pages/assistant/index'),
  interviews: tab('/pages/interviews/index'),
  me: tab('/pages/me/index'),
  login: page('/features/auth/login/index'),
  staffLogin: page<{ account?: string }>('/features/auth/staff-login/index'),
  profile: page('/features/auth/profile/index'),
  phone: page('/features/auth/phone/index'),
  password: page('/features/auth/password/index'),
  devices: page('/features/auth/devices/index'),
  binding: page('/features/auth/binding/index'),
  serviceAccount: page('/features/staff/service-account/index'),
  staffList: page('/features/staff/list/index'),
  staffCreate: page('/features/staff/create/index'),
  reviews: page('/features/staff/reviews/index'),
  failedLogins: page('/features/staff/failed-logins/index'),
  usage: page('/features/staff/usage/index'),
  auditLog: page<{ record?: string }>('/features/staff/audit-log/index'),
  staffRoles: page('/features/staff/roles/index'),
  staffHandover: page<{ id: string }>('/features/staff/handover/index'),
  staffDetail: page<{ id: string }>('/features/staff/detail/index'),
  register: page('/features/registration/register/index'),
  correctResume: page('/features/registration/correct/index'),
  myResume: page('/features/my-resume/mine/index'),
  resumes: page<{ listing?: string }>('/features/workers/list/index'),
  resumeDetail: page<{ id: string }>('/features/workers/detail/index'),
  resumeEdit: page<{ id: string }>('/features/workers/edit/index'),
  resumeCreate: page('/features/workers/create/index'),
  papers: page('/features/my-resume/papers/index'),
  workerPapers: page<{ id: string }>('/features/workers/papers/index'),
  paperCheck: page<{ id: string }>('/features/workers/paper-check/index'),
  idCard: page<{ for?: 'mine' }>('/features/registration/id-card/index'),
  cvEdit: page<{ id: string }>('/features/cvs/edit/index'),
  cvPreview: page<{ id: string }>('/features/cvs/preview/index'),
  credits: page('/features/credits/buy/index'),
  pay: page<{ id: string }>('/features/credits/pay/index'),
  creditHistory: page('/features/credits/history/index'),
  order: page<{ id: string }>('/features/credits/order/index'),
  creditTerms: page('/features/credits/terms/index'),
  chat: page<{ id?: string }>('/features/assistant/chat/index'),
  chats: page('/features/assistant/history/index'),
  customerTables: page<{ query?: string }>('/features/customers/tables/index'),
  customerImport: page<{ id: string }>('/features/customers/import/index'),
  customerDetail: page<{ id: string }>('/features/customers/detail/index'),
  customerCreate: page<{ item?: string }>('/features/customers/create/index'),
  customerEdit: page<{ id: string; item?: string }>('/features/customers/edit/index'),
  teamNumbers: page('/features/customers/team/index'),
  customerSubset: page<{
    title: string
    due?: string
    assignedTo?: string
    reached?: string
    leadSource?: string
    contractStatus?: string
    serviceCategory?: string
    createdStartDate?: string
    createdEndDate?: string
  }>('/features/customers/subset/index'),
  customerStatistics: page('/features/customers/statistics/index'),
  customerMerge: page<{ id: string; with?: string }>('/features/customers/merge/index'),
  removedCustomers: page('/features/customers/removal/index'),
  teamFollowUps: page('/features/customers/follow-ups/index'),
  transferRequests: page<{ box?: string }>('/features/customers/transfers/index'),
  poolCustomer: page<{ id: string }>('/features/customers/pool/index'),
  assignmentRules: page('/features/customers/rules/index'),
  followUp: page<{ id: string; item?: string; call?: '1' }>('/features/customers/follow-up/index'),
  outbox: page('/features/customers/outbox/index'),
  placements: page<{ due?: string }>('/features/placements/due/index'),
  placementTerms: page<{ customer: string; placement?: string; as?: string }>('/features/placements/terms/index'),
  interviewCreate: page('/features/interviews/create/index'),
  interviewDetail: page<{ roomId: string }>('/features/interviews/detail/index'),
  interviewGuest: page<{ t?: string; scene?: string }>('/features/interviews/guest/index'),
  interviewRoom: page<{ roomId: string; as?: 'guest' }>('/features/interviews/room/index'),
  customerMatch: page<{ id: string }>('/features/customers/match/index'),
  shortlists: page('/features/shortlists/list/index'),
  shortlistCreate: page<{ customerId: string; workers: string; name?: string }>('/features/shortlists/create/index'),
  shortlistDetail: page<{ id: string }>('/features/shortlists/detail/index'),
  shortlistGuest: page<{ t?: string; scene?: string; id?: string }>('/features/shortlists/guest/index'),
  notifications: page('/features/notifications/centre/index'),
  notificationPreferences: page('/features/notifications/preferences/index'),
  deliveries: page('/features/notifications/deliveries/index'),
  articles: page('/features/content/articles/index'),
  article: page<{ id: string }>('/features/content/article/index'),
  contentList: page<{ kind?: string }>('/features/content-editor/list/index'),
  bannerEdit: page<{ id?: string }>('/features/content-editor/banner/index'),
  articleEdit: page<{ id?: string }>('/features/content-editor/article/index'),
  workers: page<{ trade?: string }>('/features/public-workers/list/index'),
  worker: page<{ id: string }>('/features/public-workers/detail/index'),
  sharedWorker: page<{ t?: string; scene?: string }>('/features/public-workers/shared/index'),
  myShares: page<{ resumeId?: string }>('/features/my-resume/shares/index'),
  lost: page('/features/lost/page/index'),
  gallery: page<{ part?: string }>('/features/gallery/gallery/index'),
}

export type PageName = keyof typeof pages
export type PageParams<N extends PageName> = NonNullable<(typeof pages)[N]['params']>
type Args<N extends PageName> =
  Record<never, never> extends PageParams<N> ? [params?: PageParams<N>] : [params: PageParams<N>]

export function urlOf<N extends PageName>(name: N, ...[params]: Args<N>): string {
  const query = Object.entries((params ?? {}) as Params)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
    .join('&')
  return pages[name].path + (query && `?${query}`)
}

export function go<N extends PageName>(name: N, ...args: Args<N>): void {
  const open = pages[name].tab ? switchTab(pages[name].path) : navigateTo(urlOf(name, ...args))
  // Rejected when the page is already opening (a double tap): the first tap wins.
  open.catch(() => undefined)
}

/** Like go, but going back skips the page that is left. */
export function replace<N extends PageName>(name: N, ...args: Args<N>): void {
  const open = pages[name].tab ? switchTab(pages[name].path) : redirect(urlOf(name, ...args))
  open.catch(() => undefined)
}

/** Like go, but a page that is open already is gone back to. */
export function backOrGo<N extends PageName>(name: N, ...args: Args<N>): void {
  const given = Object.entries((args[0] ?? {}) as Params).map(([key, value]) => [key, String(value)])
  backOrTo(urlOf(name, ...args), Object.fromEntries(given) as Record<string, string>).catch(() => undefined)
}

const findPage = (url: string) => Object.values(pages).find(({ path }) => path === url.split('?')[0])

/** Opens an address that came from the server; undefined when it is none of the app's pages. */
export function pageOpener(address: string): (() => void) | undefined {
  const url = currentUrl(`/${address.replace(/^\/+/, '')}`)
  const found = findPage(url)
  if (!found) return undefined
  return () => void (found.tab ? switchTab(found.path) : navigateTo(url)).catch(() => undefined)
}

/** Replaces a page that does not exist: with the page that it became, or else with the page that says so. */
export function replaceMissing({ path, query }: { readonly path: string; readonly query: object }): void {
  const params = Object.entries(query).filter(([key, value]) => key !== 'stamp' && typeof value === 'string')
  const search = params.map(([key, value]) => `${key}=${encodeURIComponent(decoded(value))}`).join('&')
  const url = currentUrl(`/${path.replace(/^\/+/, '')}${search && `?${search}`}`)
  if (findPage(url)) redirect(url).catch(() => undefined)
  else replace('lost')
}

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** An address can be typed by hand, so each parameter may be missing. */
export function useParams<N extends PageName>(_name: N): { readonly [K in keyof PageParams<N>]?: string } {
  const { params } = useRouter()
  return useMemo(() => {
    const known = Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return Object.fromEntries(known.map(([key, value]) => [key, decoded(value)])) as {
      readonly [K in keyof PageParams<N>]?: string
    }
  }, [params])
}

/** Former folders of pages, which stand in links, codes and cards that were given out, and the present ones. */
const MOVED: readonly (readonly [from: string, to: string])[] = [
  ['/features/resumes-public/', '/features/public-workers/'],
  ['/features/resumes/register/', '/features/registration/register/'],
  ['/features/resumes/id-card/', '/features/registration/id-card/'],
  ['/features/resumes/mine/', '/features/my-resume/mine/'],
  ['/features/resumes/papers/', '/features/my-resume/papers/'],
  ['/features/resumes/shares/', '/features/my-resume/shares/'],
  ['/features/resumes/', '/features/workers/'],
]

/** The present address of a page, given an address of any release. Both begin with a slash. */
function currentUrl(url: string): string {
  if (/^\/features\/resumes\/papers\/.*\?(?:.*&)?id=/.test(url)) return url.replace('/resumes/', '/workers/')
  const move = MOVED.find(([from]) => url.startsWith(from))
  return move ? move[1] + url.slice(move[0].length) : url
}
