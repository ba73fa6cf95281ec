import {
  AVAILABILITIES,
  CURRENT_STAGES,
  EDUCATIONS,
  GENDERS,
  JOB_TYPES,
  LEAD_SOURCES,
  LEARNING_INTENTIONS,
  MARITAL_STATUSES,
  NURSE_LEVELS,
  ORDER_STATUSES,
  RELIGIONS,
  ZODIAC_SIGNS,
  ZODIACS,
} from '@qingpin/contract/resumes/resumes.enums'
import { RESUME_MAX, RESUME_MIN } from '@qingpin/contract/resumes/resumes.rules'
import { type Choice } from '@qingpin/contract/core/choices'
import { AGE_MAX_EDIT, AGE_MIN, NAME_MAX } from '@qingpin/contract/core/identity.rules'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Options } from '@qingpin/contract/core/define'
import type { FileObjectName } from '@qingpin/contract/resumes/resumes.fields'

export type UpdateBody = NonNullable<Options<ContractMap['PATCH /api/resumes/miniprogram/{id}']>['body']>

/** All that an update may change, but for files, which are uploaded. */
export type FieldName = Exclude<
  keyof UpdateBody,
  'version' | 'filesVersion' | FileObjectName | `${string}Url` | `${string}Urls`
>
export type ListName = 'skills' | 'serviceArea' | 'workExperiences'
export type TextName = Exclude<FieldName, ListName>

interface TextSpec {
  readonly kind: 'text' | 'area'
  readonly label: string
  readonly max: number
  readonly placeholder?: string
}
interface NumberSpec {
  readonly kind: 'whole'
  readonly label: string
  readonly min: number
  readonly max: number
  readonly unit: string
  readonly placeholder?: string
}
interface PaperSpec {
  readonly kind: 'phone' | 'idNumber' | 'day'
  readonly label: string
  readonly placeholder: string
}
interface ChoiceSpec {
  readonly kind: 'choice'
  readonly label: string
  readonly options: readonly Choice[]
  /** Required: it can be changed but not cleared. */
  readonly stays?: true
}

export type TextualSpec = TextSpec | NumberSpec | PaperSpec | ChoiceSpec

const text = (label: string, max: number, placeholder = '可以不填'): TextSpec => ({
  kind: 'text',
  label,
  max,
  placeholder,
})
const area = (label: string, max: number, placeholder = ''): TextSpec => ({ kind: 'area', label, max, placeholder })
const choice = (label: string, options: readonly Choice[]): ChoiceSpec => ({ kind: 'choice', label, options })
const fixed = (label: string, options: readonly Choice[]): ChoiceSpec => ({ ...choice(label, options), stays: true })

export const TEXT_FIELDS: Record<TextName, TextualSpec> = {
  name: text('姓名', NAME_MAX, '身份证上的姓名'),
  gender: fixed('性别', GENDERS),
  age: { kind: 'whole', label: '年龄', min: AGE_MIN, max: AGE_MAX_EDIT, unit: '岁', placeholder: '周岁' },
  jobType: fixed('工种', JOB_TYPES),
  phone: { kind: 'phone', label: '手机号', placeholder: '11位手机号' },
  nativePlace: text('籍贯', RESUME_MAX.nativePlace, '如河南信阳'),
  education: choice('学历', EDUCATIONS),
  ethnicity: text('民族', RESUME_MAX.ethnicity, '如汉族'),
  birthDate: { kind: 'day', label: '生日', placeholder: '如19780512' },
  zodiac: choice('生肖', ZODIACS),
  zodiacSign: choice('星座', ZODIAC_SIGNS),
  height: { kind: 'whole', label: '身高', min: RESUME_MIN.height, max: RESUME_MAX.height, unit: '厘米' },
  weight: { kind: 'whole', label: '体重', min: RESUME_MIN.weight, max: RESUME_MAX.weight, unit: '斤' },

  expectedSalary: {
    kind: 'whole',
    label: '期望月薪',
    min: 0,
    max: RESUME_MAX.expectedSalary,
    unit: '元/月',
    placeholder: '空着是面议',
  },
  experienceYears: { kind: 'whole', label: '经验', min: 0, max: RESUME_MAX.experienceYears, unit: '年' },
  maternityNurseLevel: choice('月嫂等级', NURSE_LEVELS),
  orderStatus: fixed('接单状态', ORDER_STATUSES),
  availability: fixed('档期', AVAILABILITIES),
  learningIntention: choice('想学', LEARNING_INTENTIONS),
  currentStage: choice('当前阶段', CURRENT_STAGES),

  selfIntroduction: area('自我介绍', RESUME_MAX.selfIntroduction, '带过什么样的家庭，拿手的是什么'),
  recommendationReason: area('推荐理由', RESUME_MAX.recommendationReason, '给客户看的一两句'),
  certificatesText: area('证书', RESUME_MAX.certificatesText, '证书名称、等级、发证时间'),

  wechat: text('微信', RESUME_MAX.wechat),
  currentAddress: text('现住址', RESUME_MAX.address),
  hukouAddress: text('户籍地址', RESUME_MAX.address),
  emergencyContactName: text('紧急联系', RESUME_MAX.emergencyContactName, '姓名和关系'),
  emergencyContactPhone: { kind: 'phone', label: '紧急电话', placeholder: '11位手机号' },
  idNumber: { kind: 'idNumber', label: '身份证号', placeholder: '18位号码' },
  medicalExamDate: { kind: 'day', label: '体检日期', placeholder: '如20260318' },

  maritalStatus: choice('婚姻', MARITAL_STATUSES),
  religion: choice('宗教', RELIGIONS),
  familySituation: area('家庭情况', RESUME_MAX.familySituation, '家里几口人，孩子多大，谁在照看'),

  leadSource: fixed('来源', LEAD_SOURCES),
  internalEvaluation: area('内部评价', RESUME_MAX.internalEvaluation, '只有同事看得到'),
}

const LIST_LABELS: Record<ListName, string> = {
  skills: '技能',
  serviceArea: '服务区域',
  workExperiences: '工作经历',
}

export const TEXT_NAMES = Object.keys(TEXT_FIELDS) as readonly TextName[]
const LIST_NAMES = Object.keys(LIST_LABELS) as readonly ListName[]
export const FIELD_NAMES: readonly FieldName[] = [...TEXT_NAMES, ...LIST_NAMES]

export const isListName = (name: FieldName): name is ListName => LIST_NAMES.some((list) => list === name)
export const labelOfField = (name: FieldName): string =>
  isListName(name) ? LIST_LABELS[name] : TEXT_FIELDS[name].label
