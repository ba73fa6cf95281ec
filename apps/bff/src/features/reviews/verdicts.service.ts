import { applyVerdict } from '../../moderation/index.ts'
import type { PushHandlers } from '../wechat/index.ts'
import { notifyRefused } from './notification-lines.service.ts'

/** What follows from the verdicts about pictures that WeChat pushes. */
export const pictureVerdicts: PushHandlers = {
  'media-judged': (t, ctx, push) => applyVerdict(t, ctx, push, notifyRefused),
}
