import type { Viewer } from '../visitors.ts'

/** The ids of the demo data that stand in addresses, by their names. */
export type Ids = Readonly<Record<string, string>>

export interface MatrixScreen {
  viewer: Viewer
  /** The page's parameters; `{name}` stands for an id of the demo data. */
  query?: string
  /** What the page says when there is something to show. */
  content: string | RegExp
  /** What it says when there is nothing; `gone`: when the thing it is about is gone. Absent: it cannot be empty. */
  empty?: string | RegExp
  gone?: string | RegExp
  /** Why it has no skeleton and no error: it reads nothing from the server that it could not do without. */
  readsNothing?: string
  /** What is tapped first, by its words or label: a sheet of the page, a step of a form. It is seen with content only. */
  taps?: readonly string[]
  /** Words in Latin letters that people wrote, and that the page shows; digits end a word. */
  latin?: RegExp
}

const guest: Viewer = { guest: true }
const seeker: Viewer = { phone: '13800000001' }
const worker: Viewer = { phone: '13800000002' }
const employee: Viewer = { staff: 'employee' }
const admin: Viewer = { staff: 'admin' }
const operator: Viewer = { staff: 'operator' }

/** Names, codes, products and keys that are written in Latin letters in China, too. */
export const LATIN = /Enter|Esc|Ctrl|Tab|AI|PDF|Excel|xlsx|CSV|csv|App|Wi-?Fi|https?:\/\/\S+|QP\w+|CUS\d+|[0-9a-f]{24}/

/** What people wrote into the CVs of the demo. */
const TOOLS = /^(?:SQL|Tableau|Python|Excel)$/
/** The user names and passwords that a demo shows. */
const LOGINS = /^(?:admin|manager|employee|operator|dispatch|admissions)$/

const GONE = /找不到|没有找到|不在了|已经删除/

/** Every page of `app/pages.ts`, by its name there; a page that differs with its viewer stands here for each of them. */
export const SCREENS: Readonly<Record<string, MatrixScreen | readonly MatrixScreen[]>> = {
  home: [
    { viewer: guest, content: '我要求职', empty: '我要求职' },
    { viewer: guest, taps: ['找阿姨'], content: '看全部阿姨' },
    { viewer: employee, content: '新登记的阿姨', empty: /./ },
  ],
  records: [
    { viewer: seeker, content: '再写一份', empty: '写一份简历', latin: TOOLS },
    { viewer: employee, content: /陈雅琴/, empty: /还没有客户|没有/ },
    { viewer: employee, taps: ['筛选'], content: '筛选客户' },
  ],
  assistant: [
    { viewer: seeker, content: 'AI 顾问', empty: 'AI 顾问' },
    { viewer: employee, content: 'AI 顾问', empty: 'AI 顾问' },
  ],
  interviews: [
    { viewer: seeker, content: /还没有面试/, empty: '还没有面试' },
    { viewer: employee, content: '进行中', empty: '还没有面试' },
  ],
  me: [
    { viewer: worker, content: '退出登录', readsNothing: 'the account is in the session' },
    { viewer: employee, content: '退出登录', readsNothing: 'the account is in the session' },
  ],
  login: { viewer: guest, content: '手机号', readsNothing: 'a form' },
  staffLogin: {
    viewer: guest,
    content: '用户名',
    readsNothing: 'a form',
    latin: LOGINS,
  },
  profile: { viewer: worker, content: '称呼', readsNothing: 'the account is in the session' },
  phone: { viewer: worker, content: '现在的号', readsNothing: 'the number is in the session' },
  password: { viewer: employee, content: '新密码', readsNothing: 'a form' },
  devices: { viewer: worker, content: '登录设备', empty: /./ },
  binding: [
    { viewer: worker, content: '取绑定码' },
    { viewer: worker, taps: ['取绑定码'], content: '只能用一次' },
  ],
  serviceAccount: { viewer: admin, content: '服务号推送', empty: '还没有人绑定' },
  staffDetail: { viewer: admin, query: 'id={staff}', content: '账号', gone: GONE, latin: LOGINS },
  reviews: { viewer: admin, content: '刘明的称呼', empty: /没有要看/ },
  failedLogins: { viewer: admin, content: '登录失败记录', empty: /没有失败/ },
  auditLog: { viewer: { staff: 'manager' }, content: '导出这些', empty: '没有这样的记录' },
  staffRoles: { viewer: { staff: 'manager' }, content: '改分配规则', readsNothing: 'the policy is in the app' },
  usage: { viewer: admin, content: '访问统计', empty: /还没有访问记录/ },
  staffHandover: { viewer: admin, query: 'id={staff}', content: '客户交到哪里', gone: GONE },
  staffList: { viewer: admin, content: '林晓', empty: /没有/, latin: LOGINS },
  staffCreate: { viewer: admin, content: '用户名', readsNothing: 'a form' },
  register: [
    { viewer: guest, content: '第1步', readsNothing: 'a form that begins on the phone' },
    { viewer: guest, taps: ['下一步'], content: '请填姓名。' },
  ],
  correctResume: { viewer: worker, content: /看过|您是谁/, empty: /还没有登记|您是谁|经纪人已经看过/ },
  myResume: { viewer: worker, content: '王桂兰', empty: '谁看得到我' },
  papers: { viewer: worker, content: '技能证书', empty: '加照片' },
  workerPapers: { viewer: employee, query: 'id={resume}', content: '技能证书', gone: GONE },
  paperCheck: { viewer: employee, query: 'id={resume}', content: '有头像的一面', gone: GONE },
  idCard: { viewer: worker, content: '照片不留下', readsNothing: 'a picture is taken first' },
  resumes: { viewer: employee, content: /刘秀英|王桂兰|张春梅/, empty: /没有/ },
  resumeDetail: { viewer: employee, query: 'id={resume}', content: '证件', gone: GONE },
  resumeEdit: { viewer: employee, query: 'id={resume}', content: '姓名', gone: GONE },
  resumeCreate: { viewer: employee, content: '姓名', readsNothing: 'a form' },
  workers: { viewer: guest, content: /位阿姨/, empty: /还没有公开的阿姨/ },
  worker: { viewer: guest, query: 'id={worker}', content: '打电话约面试', gone: GONE },
  sharedWorker: { viewer: guest, query: 't={share}', content: /这份简历.+前能看/, gone: /打不开/ },
  myShares: { viewer: employee, content: '能打开', empty: '还没有分享过' },
  cvEdit: [
    { viewer: seeker, query: 'id={cv}', content: '基本信息', gone: GONE, latin: TOOLS },
    { viewer: seeker, query: 'id={cv}', taps: ['性别'], content: '男', latin: TOOLS },
  ],
  cvPreview: { viewer: seeker, query: 'id={cv}', content: '存成 PDF', gone: GONE },
  credits: { viewer: seeker, content: '积分', empty: '积分' },
  pay: { viewer: seeker, query: 'id={order}', content: '付款', gone: GONE },
  creditHistory: { viewer: seeker, content: /AI|积分/, empty: /还没有/ },
  order: { viewer: seeker, query: 'id={order}', content: '订单号', gone: GONE },
  creditTerms: { viewer: guest, content: '积分', readsNothing: 'a text' },
  chat: [
    { viewer: seeker, content: /AI/, readsNothing: 'a question comes first' },
    { viewer: seeker, query: 'id={chat}', content: /AI/, gone: GONE },
  ],
  chats: { viewer: seeker, content: '面试', empty: /还没有/ },
  customerDetail: { viewer: employee, query: 'id={customer}', content: '陈雅琴', gone: GONE },
  customerCreate: { viewer: employee, content: '怎么联系', readsNothing: 'a form' },
  customerEdit: { viewer: employee, query: 'id={customer}', content: '想要什么', gone: GONE },
  customerTables: {
    viewer: { staff: 'manager' },
    content: '导出客户',
    readsNothing: 'two forms; earlier imports stand below when they have come',
  },
  customerImport: { viewer: { staff: 'manager' }, query: 'id={import}', content: '每一列是什么', gone: GONE },
  assignmentRules: [
    { viewer: employee, content: '怎么进公海的' },
    { viewer: { staff: 'manager' }, content: '几天没跟进就回公海' },
  ],
  poolCustomer: { viewer: employee, query: 'id={pooled}', content: '往来记录', gone: GONE },
  customerMerge: { viewer: employee, query: 'id={customer}&with={double}', content: '合并成一位', gone: GONE },
  removedCustomers: { viewer: { staff: 'manager' }, content: '恢复', empty: '没有可以恢复的' },
  teamFollowUps: { viewer: { staff: 'manager' }, content: '导出这些', empty: '没有这样的跟进' },
  transferRequests: { viewer: employee, query: 'box=to-answer', content: '回话', empty: '没有等您回话的' },
  teamNumbers: { viewer: { staff: 'manager' }, content: '首次响应', empty: '没有人逾期' },
  customerSubset: {
    viewer: { staff: 'manager' },
    query: 'title=%E6%96%B0%E5%AE%A2&reached=entered',
    content: '位',
    empty: '这里没有客户了',
  },
  customerStatistics: { viewer: employee, content: '位客户', empty: '位客户' },
  outbox: { viewer: employee, content: '都发出去了', readsNothing: 'what waits is on the phone' },
  placements: { viewer: employee, query: 'due=trial', content: /试工/, empty: /没有要回话的试工|没有快到期的合同/ },
  placementTerms: { viewer: employee, query: 'customer={customer}', content: '什么时候', gone: GONE },
  followUp: { viewer: employee, query: 'id={customer}', content: '记跟进', gone: GONE },
  customerMatch: [
    { viewer: employee, query: 'id={customer}', content: '怎么排的', gone: GONE },
    { viewer: employee, query: 'id={customer}', taps: ['改需求'], content: '住不住家' },
  ],
  shortlists: { viewer: employee, content: /没有新的回音|想见/, empty: '没有新的回音' },
  shortlistCreate: {
    viewer: employee,
    query: 'customerId={customer}&workers={worker}&name=%E9%99%88%E5%A5%B3%E5%A3%AB',
    content: '客户看到的是这样',
    gone: GONE,
  },
  shortlistDetail: { viewer: employee, query: 'id={shortlist}', content: '复制链接', gone: GONE },
  shortlistGuest: { viewer: guest, query: 't={shortlistTicket}', content: '想见她', gone: '这份名单打不开' },
  interviewCreate: { viewer: employee, content: '约面试', readsNothing: 'a form' },
  interviewDetail: { viewer: employee, query: 'roomId={room}', content: '视频面试', gone: GONE },
  interviewGuest: { viewer: guest, query: 't={ticket}', content: '敲门进入', gone: GONE },
  interviewRoom: { viewer: employee, query: 'roomId={room}', content: '人在场', gone: '这里进不去' },
  lost: { viewer: guest, content: '没找到这一页', readsNothing: 'it leads home' },
  notifications: [
    { viewer: employee, content: /今天|昨天|月/, empty: '还没有消息' },
    { viewer: worker, content: /不打扰|还没有消息/, empty: '还没有消息' },
  ],
  notificationPreferences: [
    { viewer: employee, content: '夜里不打扰' },
    { viewer: employee, taps: ['从'], content: '几点开始不打扰' },
  ],
  deliveries: { viewer: admin, content: /消息|没发|发了/, empty: '这里没有消息' },
  articles: { viewer: guest, content: /阿姨|月嫂/, empty: /没有/ },
  article: { viewer: guest, query: 'id={article}', content: /./, gone: GONE },
  contentList: [
    { viewer: operator, content: '已发布', empty: '还没有文章' },
    { viewer: operator, query: 'kind=banners', content: '给所有人看', empty: '还没有轮播图' },
  ],
  bannerEdit: [
    { viewer: operator, query: 'id={banner}', content: '给谁看', gone: GONE },
    { viewer: operator, query: 'id={banner}', taps: ['挂出，现在就挂'], content: '什么时候挂出' },
  ],
  articleEdit: [
    { viewer: operator, query: 'id={article}', content: '再加一段', gone: GONE },
    { viewer: operator, query: 'id={article}', taps: ['看看样子'], content: '还没发布' },
  ],
}

/** Pages that this build does not have, and why. */
export const NOT_BUILT: Readonly<Record<string, string>> = {
  gallery: 'for development only; `npm run look -- gallery` photographs it',
}
