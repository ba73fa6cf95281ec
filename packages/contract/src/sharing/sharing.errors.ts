import type { ErrorSpec } from '../core/error-spec.ts'

export const sharingErrors = {
  SHARE_EXPIRED: { status: 410, message: '这个链接过期了。想接着看，请发链接给您的人再发一次。' },
  SHARE_REVOKED: { status: 410, message: '这个链接已经收回，不再公开了。想了解请联系发给您的人。' },
  SHARE_HIDDEN: { status: 410, message: '这位阿姨现在不公开简历了。想找人可以看看别的阿姨，或打电话给我们。' },
  RESUME_NOT_LISTED: { status: 409, message: '这份简历现在不公开，还不能分享。先公开它，再来分享。' },
  CONSENT_WITHDRAWN: { status: 409, message: '她本人说过不公开这一项，只有她自己能改回来。' },
} as const satisfies Record<string, ErrorSpec>
