import type { ErrorSpec } from './core/error-spec.ts'
import { authErrors } from './auth/auth.errors.ts'
import { resumeErrors } from './resumes/resumes.errors.ts'
import { sharingErrors } from './sharing/sharing.errors.ts'
import { customerErrors } from './customers/customers.errors.ts'
import { placementErrors } from './placements/placements.errors.ts'
import { interviewErrors } from './interviews/interviews.errors.ts'
import { shortlistErrors } from './shortlists/shortlists.errors.ts'
import { cvErrors } from './cvs/cvs.errors.ts'
import { assistantErrors } from './assistant/assistant.errors.ts'
import { creditErrors } from './credits/credits.errors.ts'
import { orderErrors } from './orders/orders.errors.ts'
import { contentErrors } from './content/content.errors.ts'
import { reviewErrors } from './reviews/reviews.errors.ts'
import { staffErrors } from './staff/staff.errors.ts'
import { eventErrors } from './events/events.errors.ts'
import { attachmentErrors } from './attachments/attachments.errors.ts'
import { ocrErrors } from './ocr/ocr.errors.ts'
import { wechatErrors } from './wechat/wechat.errors.ts'
import { opsErrors } from './ops/ops.errors.ts'

interface FeatureSpec {
  readonly title: string
  /** One or two sentences: who uses it, and what a reader has to know before the first call. */
  readonly about: string
  readonly errors: Readonly<Record<string, ErrorSpec>>
}

/**
 * The features of the product, in the order in which a reader meets them. `Feature`, the error catalog and the pages of
 * the documentation derive from this map, and `contract.ts` does not compile without the routes of each entry.
 */
export const FEATURES = {
  auth: {
    title: 'Login, session, own account 登录与账号',
    about:
      'People log in by WeChat or SMS code, staff by password. A session has one active role, which is switched here, and is renewed by a refresh token.',
    errors: authErrors,
  },
  home: {
    title: 'First screens 首页与今日',
    about:
      'What the first tab of the app shows, in one reply: one for people and guests, one for the working day of staff.',
    errors: {},
  },
  resumes: {
    title: 'Worker resumes 阿姨简历',
    about:
      'The record of a domestic worker, registered by herself or entered by staff. Staff search, read and change all of them; she reads and changes her own.',
    errors: resumeErrors,
  },
  sharing: {
    title: 'Public pages and shared links of workers 公开与分享',
    about:
      'What strangers see of a worker: public lists, and shared links that expire. She decides field by field, and her refusal overrides what staff recorded.',
    errors: sharingErrors,
  },
  customers: {
    title: 'Customers and follow-ups 客户与跟进',
    about:
      'The customers of the agency and the follow-ups with them. Each role sees the customers that the policy gives it.',
    errors: customerErrors,
  },
  placements: {
    title: 'Placements 上户',
    about:
      'A worker with a customer from a day on: signing starts one, a replacement or an end with a reason closes it. Customer and worker show the same record.',
    errors: placementErrors,
  },
  interviews: {
    title: 'Video interviews 视频面试',
    about:
      'Rooms that staff host and people enter by an invitation, without an account. Everyone in a room acts with the token of a participant.',
    errors: interviewErrors,
  },
  shortlists: {
    title: 'Matching and shortlists 配阿姨与名单',
    about:
      'Which workers suit what a customer looks for, and the list of a few of them that the customer opens by a link, without an account: masked, compared, liked, commented on. The customer acts with the token of a device (X-Participant-Token).',
    errors: shortlistErrors,
  },
  cvs: {
    title: 'CVs of job seekers 求职简历',
    about:
      'Documents that belong to one person, saved by version so that two phones overwrite nothing, and printed as PDF.',
    errors: cvErrors,
  },
  assistant: {
    title: 'AI assistant 助手',
    about: 'Conversations with the AI. An answer is written in the background, read as events, and paid with credits.',
    errors: assistantErrors,
  },
  credits: {
    title: 'Credits 积分',
    about: 'What an account can spend, every change of it, and the packages on sale.',
    errors: creditErrors,
  },
  orders: {
    title: 'Orders and payment 订单与支付',
    about: 'Buying credits: an order is paid with WeChat Pay, and credited once however often the payment is reported.',
    errors: orderErrors,
  },
  content: {
    title: 'Banners and articles 轮播图与文章',
    about: 'Banners and articles of the agency, public without login and cached for a while.',
    errors: contentErrors,
  },
  reviews: {
    title: 'Review of texts and pictures 内容审核',
    about:
      'Texts and pictures that strangers would see and that a person has to look at: WeChat did not judge them, or was not sure. Who takes one down says why, and its author reads it.',
    errors: reviewErrors,
  },
  staff: {
    title: 'Staff accounts 员工账号',
    about: 'The staff of the agency: their accounts, their roles, and who is suspended.',
    errors: staffErrors,
  },
  events: {
    title: 'What happens later 事件',
    about:
      'How the server reports what happens later: the numbered rows of a topic, streamed or waited for, from the number a client has read up to. Every account has a topic `account:{id}`, on which its sessions read what concerns it on any screen; one connection reads several topics.',
    errors: eventErrors,
  },
  notifications: {
    title: 'Notifications 消息',
    about:
      'What a person is notified of: read in the app, and by preference and quota sent as a subscribe message, a message of the service account or a text message. What leaves the app names no person.',
    errors: {},
  },
  attachments: {
    title: 'Files of a resume 照片与证件',
    about:
      'Photos, papers and videos of a worker, uploaded straight to the store or through this server, and recognised by content instead of name.',
    errors: attachmentErrors,
  },
  ocr: {
    title: 'Reading of papers 证件识别',
    about: 'Reads an identity card from a picture and proposes its values; the picture is not stored.',
    errors: ocrErrors,
  },
  wechat: {
    title: 'Service account of WeChat 服务号',
    about:
      'The agency’s service account: who is bound to it, the codes that bind, messages to people who are, and what WeChat pushes to us, for the mini program, too.',
    errors: wechatErrors,
  },
  'access-log': {
    title: 'Access log 访问日志',
    about:
      'Which pages are opened and how fast they come, as pages report it by themselves. Nothing in it names a person: no address, account or token.',
    errors: {},
  },
  ops: {
    title: 'Health and configuration 运行状态',
    about: 'Whether this server runs and is ready, and what the app has to know of it before login.',
    errors: opsErrors,
  },
} as const satisfies Record<string, FeatureSpec>

/** Which part of the product answers for a route; documentation and source folders bear the same word. */
export type Feature = keyof typeof FEATURES
