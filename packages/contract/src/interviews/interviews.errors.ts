import type { ErrorSpec } from '../core/error-spec.ts'
import { MOST_PARTICIPANTS } from './interviews.rules.ts'

export const interviewErrors = {
  // One sentence for forged, expired, revoked and used up tickets, so that a refusal tells nothing about the room.
  INVITE_CLOSED: { status: 404, message: '这个邀请已经关上了。想参加，请联系发邀请给您的人。' },
  // Guest routes of the old contract answer with these three, so the codes keep their word on the wire.
  SEAT_NOT_FOUND: { status: 404, message: '您的座位找不到了，请再点一次邀请链接。' },
  SEAT_NOT_ADMITTED: { status: 409, message: '主持人还没请您进来，请在门外稍等。' },
  SEAT_REMOVED: { status: 409, message: '主持人已请您离开，这场面试不能再进了。' },
  PARTICIPANT_LEFT: { status: 409, message: '对方已经离开了。等对方再来敲门，您再请进。' },
  ROOM_ENDED: { status: 409, message: '这场面试已经结束，不能再进了。' },
  ROOM_FULL: { status: 409, message: `里面已经坐满${MOST_PARTICIPANTS}位，请先请一位离开。` },
  LOBBY_FULL: { status: 409, message: '门外等的人太多了，还没轮到您。请过几分钟再敲门。', retryable: true },
  ROOM_ID_TAKEN: { status: 409, message: '这个房间号已经用过了，请换一个。' },
  RTC_NOT_CONFIGURED: { status: 503, message: '视频服务还没配置好，请联系管理员。' },
} as const satisfies Record<string, ErrorSpec>
