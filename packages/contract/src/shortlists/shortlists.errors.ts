import type { ErrorSpec } from '../core/error-spec.ts'
import { COMMENTS_MOST, SHORTLIST_MOST } from './shortlists.rules.ts'

export const shortlistErrors = {
  SHORTLIST_EXPIRED: { status: 410, message: '这份名单过了能看的时间。想接着看，请联系发给您的人。' },
  SHORTLIST_REVOKED: { status: 410, message: '这份名单不再公开了。想了解，请联系发给您的人。' },
  SHORTLIST_CLOSED: { status: 409, message: '这份名单已经收回或者过期了，再做一份吧。' },
  SHORTLIST_WORKER: {
    status: 409,
    message: `有阿姨现在不公开，放不进名单。去掉她再做，一份最多${SHORTLIST_MOST}位。`,
  },
  SHORTLIST_WORKER_GONE: { status: 409, message: '这位阿姨不在名单里了。' },
  SHORTLIST_FULL: { status: 409, message: `一位阿姨最多留${COMMENTS_MOST}条话，再有事请打电话。` },
  SHORTLIST_CROWDED: { status: 409, message: '打开这份名单的手机太多了，请联系发给您的人。' },
} as const satisfies Record<string, ErrorSpec>
