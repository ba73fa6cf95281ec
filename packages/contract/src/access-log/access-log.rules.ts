/** Days that a report may cover, the usual first. */
export const REPORT_DAYS = ['7', '1', '30'] as const
/** A page that is looked at longer was forgotten in a tab. */
export const ACCESS_MOST_MS = 86_400_000
export const ACCESS_LINE_MAX = { page: 120, url: 4000, text: 200, params: 50 } as const
/** Pages that a report names. */
export const REPORT_PAGES = 20

const SECRETIVE = /[\w-]{16,}|\d{5,}|%[0-9a-f]{2}[^/]*/gi

/**
 * The page that an address names: its path, with the page of a hash router in front of all else, without query,
 * fragment, ids, numbers and file endings. Tickets and tokens stand in what is left out.
 */
export function pageOf(address: string): string {
  const [, fragment = ''] = address.split('#')
  const path = fragment.startsWith('/') ? fragment : address.replace(/^[a-z+]+:\/\/[^/?#]*/i, '')
  const bare = (path.split(/[?#]/)[0] ?? '').replace(SECRETIVE, '…').replace(/[^\w/.…-]/g, '')
  const page = bare.replace(/\/(?:index)?$/, '').replace(/^\/+/, '')
  return page.slice(0, ACCESS_LINE_MAX.page) || 'index'
}
