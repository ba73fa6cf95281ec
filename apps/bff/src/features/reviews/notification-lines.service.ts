import { refusalSentence } from '@qingpin/contract/reviews/reviews.enums'
import { accountIdOf } from '../../context.ts'
import type { OnRefused } from '../../moderation/index.ts'
import { type Describe, notify } from '../notifications/index.ts'
import { findRefused } from './reviews.repo.ts'

/** Notifies the author of what was taken down, once; a guest has nowhere to read it. */
export const notifyRefused: OnRefused = function* (t, ctx, { id, authorId }) {
  if (authorId === null) return
  yield* notify(t, ctx, { accountId: authorId, kind: 'content-refused', subjectId: id, key: `refused-${id}` })
}

const TEXTS: Readonly<Record<string, string>> = {
  account: '您的称呼',
  resume: '您写的介绍',
  participant: '您在面试里说的话',
  'shortlist-comment': '您的留言',
  'shortlist-times': '您写的时间',
  article: '您写的文章',
  banner: '您写的轮播图',
}
const PICTURES: Readonly<Record<string, string>> = { resume: '您的一张照片', content: '您传的一张图片' }

/** What was taken down, and why. */
export const describeRefusals: Describe = function* (t, ctx, rows) {
  const refused = yield* findRefused(
    t,
    ctx,
    rows.flatMap(({ subjectId }) => subjectId ?? []),
  )
  return new Map(
    rows.flatMap((row) => {
      const found = refused.find(({ id }) => id === row.subjectId)
      if (!found || found.authorId === null || found.authorId !== accountIdOf(ctx)) return []
      const what = (found.field === null ? PICTURES : TEXTS)[found.subject] ?? '您发的内容'
      const said = { title: `${what}没通过审核`, text: refusalSentence(found.reason ?? 'unfit', found.note) }
      return [[row.id, { ...said, opens: found.subject === 'resume' ? { page: 'myResume' as const } : null }]]
    }),
  )
}
