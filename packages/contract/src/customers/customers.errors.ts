import type { ErrorSpec } from '../core/error-spec.ts'

export const customerErrors = {
  MISSING_CONTACT: { status: 400, message: '手机号和微信号至少要填一个。' },
  DUPLICATE_WECHAT: { status: 409, message: '这个微信号已经有客户了。' },
  CUSTOMER_CONFLICT: { status: 409, message: '这位客户刚被别人改过，请对照最新内容再保存。' },
  ALREADY_SENT: { status: 409, message: '这条已经存好了，现在由同事在跟。' },
  DUPLICATE_HITS_USED_UP: { status: 429, message: '查到同事客户的次数太多了，过一会儿再查。' },
  POOL_OFF: { status: 409, message: '公海没有开。' },
  ALREADY_CLAIMED: { status: 409, message: '这位客户刚被同事领走了。' },
  CLAIMS_USED_UP: { status: 409, message: '今天能领的都领完了，明天再来。' },
  CLAIM_TOO_SOON: { status: 409, message: '这位是从您这里放回公海的，过几天才能再领。' },
  TOO_MANY_HELD: { status: 409, message: '手上的客户已经到上限，先处理一些再领。' },
  POOL_VIEWS_USED_UP: { status: 409, message: '今天能细看的都看完了，明天再来。' },
  RULES_CHANGED: { status: 409, message: '规则刚被别人改过，请看过最新的再改。' },
  ASSIGNEE_UNAVAILABLE: { status: 409, message: '这位同事现在不能接客户，请换一位。' },
  TRANSFER_NOT_NEEDED: { status: 409, message: '这位客户不用请同事转。' },
  TRANSFER_ASKED: { status: 409, message: '已经请同事转过了，等他回话。' },
  TRANSFER_ASKS_USED_UP: { status: 409, message: '今天请同事转的次数用完了，明天再来。' },
  TRANSFER_CLOSED: { status: 409, message: '这条请求已经有结果了。' },
} as const satisfies Record<string, ErrorSpec>
