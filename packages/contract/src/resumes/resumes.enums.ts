import { FILE_TYPES } from '../attachments/attachments.enums.ts'
import { choices, type ValueOf } from '../core/choices.ts'

/** The dictionaries of a worker's resume: stored value and Chinese label. Free of zod, so that both ends read them. */

export const GENDERS = choices([
  { value: 'female', label: '女' },
  { value: 'male', label: '男' },
])
export const JOB_TYPES = choices([
  { value: 'yuesao', label: '月嫂' },
  { value: 'zhujia-yuer', label: '住家育儿' },
  { value: 'baiban-yuer', label: '白班育儿' },
  { value: 'zhujia-hulao', label: '住家护老' },
  { value: 'zhujia-baomu', label: '住家保姆' },
  { value: 'baiban-baomu', label: '白班保姆' },
  { value: 'baojie', label: '保洁' },
  { value: 'xiaoshi', label: '小时工' },
  { value: 'yangchong', label: '养宠' },
  { value: 'jiajiao', label: '家教' },
  { value: 'peiban', label: '陪伴师' },
])
/** Values that older clients send for the same trade. */
export const JOB_TYPE_ALIASES: Readonly<Record<string, string>> = {
  yuexin: 'yuesao',
  yuer: 'zhujia-yuer',
  住家育儿嫂: 'zhujia-yuer',
}
/** Labels that older clients send for the same schooling. */
export const EDUCATION_ALIASES: Readonly<Record<string, string>> = { 职业学校: 'vocational', 研究生及以上: 'graduate' }
export const EDUCATIONS = choices([
  { value: 'no', label: '无学历' },
  { value: 'primary', label: '小学' },
  { value: 'middle', label: '初中' },
  { value: 'secondary', label: '中专' },
  { value: 'vocational', label: '职高' },
  { value: 'high', label: '高中' },
  { value: 'college', label: '大专' },
  { value: 'bachelor', label: '本科' },
  { value: 'graduate', label: '研究生' },
])
export const SKILLS = choices([
  { value: 'chanhou', label: '产后修复师' },
  { value: 'teshu-yinger', label: '特殊婴儿护理' },
  { value: 'yiliaobackground', label: '医疗背景' },
  { value: 'yuying', label: '高级育婴师' },
  { value: 'zaojiao', label: '早教师' },
  { value: 'fushi', label: '辅食营养师' },
  { value: 'ertui', label: '小儿推拿师' },
  { value: 'waiyu', label: '外语' },
  { value: 'zhongcan', label: '中餐' },
  { value: 'xican', label: '西餐' },
  { value: 'mianshi', label: '面食' },
  { value: 'jiashi', label: '驾驶' },
  { value: 'shouyi', label: '整理收纳' },
  { value: 'muying', label: '母婴护理师' },
  { value: 'cuiru', label: '高级催乳师' },
  { value: 'yuezican', label: '月子餐营养师' },
  { value: 'yingyang', label: '营养师' },
  { value: 'liliao-kangfu', label: '理疗康复' },
  { value: 'shuangtai-huli', label: '双胎护理' },
  { value: 'yanglao-huli', label: '养老护理' },
])
export const MARITAL_STATUSES = choices([
  { value: 'single', label: '未婚' },
  { value: 'married', label: '已婚' },
  { value: 'divorced', label: '离异' },
  { value: 'widowed', label: '丧偶' },
])
export const RELIGIONS = choices([
  { value: 'none', label: '无' },
  { value: 'buddhism', label: '佛教' },
  { value: 'taoism', label: '道教' },
  { value: 'christianity', label: '基督教' },
  { value: 'catholicism', label: '天主教' },
  { value: 'islam', label: '伊斯兰教' },
  { value: 'hinduism', label: '印度教' },
  { value: 'protestantism', label: '新教' },
  { value: 'orthodoxy', label: '东正教' },
  { value: 'other', label: '其他' },
])
export const ZODIACS = choices([
  { value: 'rat', label: '鼠' },
  { value: 'ox', label: '牛' },
  { value: 'tiger', label: '虎' },
  { value: 'rabbit', label: '兔' },
  { value: 'dragon', label: '龙' },
  { value: 'snake', label: '蛇' },
  { value: 'horse', label: '马' },
  { value: 'goat', label: '羊' },
  { value: 'monkey', label: '猴' },
  { value: 'rooster', label: '鸡' },
  { value: 'dog', label: '狗' },
  { value: 'pig', label: '猪' },
])
export const ZODIAC_SIGNS = choices([
  { value: 'aries', label: '白羊座' },
  { value: 'taurus', label: '金牛座' },
  { value: 'gemini', label: '双子座' },
  { value: 'cancer', label: '巨蟹座' },
  { value: 'leo', label: '狮子座' },
  { value: 'virgo', label: '处女座' },
  { value: 'libra', label: '天秤座' },
  { value: 'scorpio', label: '天蝎座' },
  { value: 'sagittarius', label: '射手座' },
  { value: 'capricorn', label: '摩羯座' },
  { value: 'aquarius', label: '水瓶座' },
  { value: 'pisces', label: '双鱼座' },
])
export const ORDER_STATUSES = choices([
  { value: 'accepting', label: '想接单' },
  { value: 'not-accepting', label: '不接单' },
  { value: 'signed', label: '已签约' },
  { value: 'on-service', label: '已上户' },
])
export const LEAD_SOURCES = choices([
  { value: 'referral', label: '转介绍' },
  { value: 'referral-release', label: '推荐库释放' },
  { value: 'paid-lead', label: '付费线索' },
  { value: 'community', label: '社群线索' },
  { value: 'door-to-door', label: '地推' },
  { value: 'shared-order', label: '合单' },
  { value: 'self-registration', label: '自助注册' },
  { value: 'sales', label: '销售录入' },
  { value: 'other', label: '其他' },
])
export const NURSE_LEVELS = choices([
  { value: 'junior', label: '初级月嫂' },
  { value: 'silver', label: '银牌月嫂' },
  { value: 'gold', label: '金牌月嫂' },
  { value: 'platinum', label: '铂金月嫂' },
  { value: 'diamond', label: '钻石月嫂' },
  { value: 'crown', label: '皇冠月嫂' },
])
export const LEARNING_INTENTIONS = choices([
  { value: 'yuesao', label: '月嫂' },
  { value: 'yuersao', label: '育儿嫂' },
  { value: 'baomu', label: '保姆' },
  { value: 'hulao', label: '护老' },
])
export const CURRENT_STAGES = choices([
  { value: 'experienced-certified', label: '有经验有证书' },
  { value: 'experienced-no-cert', label: '有经验无证书' },
  { value: 'certified-no-exp', label: '有证书无经验' },
  { value: 'beginner', label: '小白' },
  { value: 'not-looking', label: '不找工作' },
])
export const AVAILABILITIES = choices([
  { value: 'unset', label: '未填' },
  { value: 'available', label: '有空' },
  { value: 'unavailable', label: '没空' },
  { value: 'occupied', label: '在户' },
  { value: 'leave', label: '请假' },
])
/**
 * A draft was registered by the worker and waits for review; every other status was set by staff. Whether strangers find
 * her is another matter, which the label must not mention.
 */
export const RESUME_STATUSES = choices([
  { value: 'draft', label: '待审核' },
  { value: 'pending', label: '已建档' },
])

/** Why a reviewed resume is not listed. */
export const UNLISTED_FOR = ['no-consent', 'staff'] as const
export type UnlistedFor = (typeof UNLISTED_FOR)[number]

/** Where a resume stands on its way to strangers: it is in exactly one of these states, the first that applies. */
export const LISTING_STATES = choices([
  { value: 'draft', label: '待审核' },
  { value: 'hidden', label: '本人不公开' },
  { value: 'no-consent', label: '没有记录本人同意' },
  { value: 'unlisted', label: '同事下架' },
  { value: 'listed', label: '已上架' },
])

/** All dictionaries under the names that `GET /api/resumes/enums` gives them. */
export const RESUME_ENUMS = {
  gender: GENDERS,
  jobType: JOB_TYPES,
  education: EDUCATIONS,
  skills: SKILLS,
  maritalStatus: MARITAL_STATUSES,
  religion: RELIGIONS,
  zodiac: ZODIACS,
  zodiacSign: ZODIAC_SIGNS,
  orderStatus: ORDER_STATUSES,
  leadSource: LEAD_SOURCES,
  maternityNurseLevel: NURSE_LEVELS,
  learningIntention: LEARNING_INTENTIONS,
  currentStage: CURRENT_STAGES,
  availability: AVAILABILITIES,
  status: RESUME_STATUSES,
  listing: LISTING_STATES,
  fileTypes: FILE_TYPES,
} as const

export type JobType = ValueOf<typeof JOB_TYPES>
export type ResumeStatus = ValueOf<typeof RESUME_STATUSES>
export type ListingState = ValueOf<typeof LISTING_STATES>
