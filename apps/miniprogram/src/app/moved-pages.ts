/** Folders of pages as they were called when links, codes and cards were first given out, and where the pages are now. */
const MOVED: readonly (readonly [from: string, to: string])[] = [
  ['/features/resumes-public/', '/features/public-workers/'],
  ['/features/resumes/register/', '/features/registration/register/'],
  ['/features/resumes/id-card/', '/features/registration/id-card/'],
  ['/features/resumes/mine/', '/features/my-resume/mine/'],
  ['/features/resumes/papers/', '/features/my-resume/papers/'],
  ['/features/resumes/shares/', '/features/my-resume/shares/'],
  ['/features/resumes/', '/features/workers/'],
]

/** The address of a page today, for an address that may have been given out long ago. Both begin with a slash. */
export function currentUrl(url: string): string {
  if (/^\/features\/resumes\/papers\/.*\?(?:.*&)?id=/.test(url)) return url.replace('/resumes/', '/workers/')
  const move = MOVED.find(([from]) => url.startsWith(from))
  return move ? move[1] + url.slice(move[0].length) : url
}
