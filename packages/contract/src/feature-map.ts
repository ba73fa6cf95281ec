import type { Feature } from './core/define.ts'

export interface Module {
  readonly title: string
  /** One sentence: whom it serves, and what a reader has to know before the first call. */
  readonly about: string
}

/** What a folder of the contract is about, in the order in which a reader meets them. */
export const MODULES: Readonly<Record<Feature, Module>> = {
  auth: {
    title: 'Login, session, own account 登录与账号',
    about:
      'People log in by WeChat or SMS code and staff by password; a session has one active role, which is switched here, and is renewed by a refresh token.',
  },
  home: {
    title: 'First screens 首页与今日',
    about:
      'What the first tab of the app paints in one answer: one for people and guests, one for the working day of staff.',
  },
  resumes: {
    title: 'Worker resumes 阿姨简历',
    about:
      'The file of a domestic worker, which she registers herself or staff enters; staff search, read and change them, she reads her own.',
  },
  sharing: {
    title: 'Public pages and shared links of workers 公开与分享',
    about:
      'What strangers see of a worker, in public lists and behind links that run out; she decides by field, and her no stands above what staff says.',
  },
  customers: {
    title: 'Customers and follow-ups 客户与跟进',
    about:
      'The customers of the agency, of whom staff see those that their role lets them see, and what was said to them.',
  },
  interviews: {
    title: 'Video interviews 视频面试',
    about:
      'Rooms that staff host and people enter by an invitation, without an account; whoever is inside acts with the token of a seat.',
  },
  cvs: {
    title: 'CVs of job seekers 求职简历',
    about:
      'Documents that belong to one person alone, saved by version so that two phones overwrite nothing, and printed as PDF.',
  },
  assistant: {
    title: 'AI assistant 助手',
    about:
      'Conversations with the AI; an answer is written in the background, followed as events, and paid with credits.',
  },
  credits: {
    title: 'Credits 积分',
    about: 'What an account can spend, every change of it, and the packages that can be bought.',
  },
  orders: {
    title: 'Orders and payment 订单与支付',
    about: 'Buying credits: an order is paid with WeChat Pay, and credited once however often that is told.',
  },
  content: {
    title: 'Banners and articles 轮播图与文章',
    about: 'What the agency tells everybody, without login; caches may keep it for a while.',
  },
  staff: {
    title: 'Staff accounts 员工账号',
    about: 'Who works at the agency, in which role, and who may still log in.',
  },
  events: {
    title: 'What happens later 事件',
    about:
      'The one way in which the server tells more: numbered rows of a topic, streamed or waited for, from wherever a client left off.',
  },
  files: {
    title: 'Files of a resume 照片与证件',
    about:
      'Photos, papers and films of a worker, sent straight to the store or through this server, and known by their content and not by their name.',
  },
  ocr: {
    title: 'Reading of papers 证件识别',
    about: 'Reads an identity card from a picture and proposes what stands on it; the picture is not kept.',
  },
  ops: {
    title: 'Health and configuration 运行状态',
    about: 'Whether this server lives and can serve, and what the app must know of it before anybody logs in.',
  },
}
