import { accountIdOf } from '../../context.ts'
import type { Describe } from '../notifications/index.ts'
import { findResumes } from './record.repo.ts'
import { isListed } from './visibility.rules.ts'

/** What staff decided on the list of a worker's own resume. */
export const describeListings: Describe = function* (t, ctx, rows) {
  const resumes = yield* findResumes(
    t,
    ctx,
    rows.flatMap(({ subjectId }) => subjectId ?? []),
  )
  return new Map(
    rows.flatMap((row) => {
      const resume = resumes.find(({ id }) => id === row.subjectId)
      if (!resume || resume.accountId !== accountIdOf(ctx)) return []
      const listed = isListed(resume)
      const now = listed === (row.kind === 'worker-listed') ? '' : listed ? '，现在又上架了' : '，现在又下架了'
      const said =
        row.kind === 'worker-listed'
          ? { title: '您的简历上架了', text: `客户能看到您了${now}` }
          : { title: '您的简历下架了', text: `客户看不到您了${now}。不清楚原因就问问门店` }
      return [[row.id, { ...said, opens: { page: 'myResume' as const } }]]
    }),
  )
}
