import {
  AVAILABILITIES,
  CURRENT_STAGES,
  EDUCATIONS,
  GENDERS,
  LEAD_SOURCES,
  LEARNING_INTENTIONS,
  MARITAL_STATUSES,
  ORDER_STATUSES,
  RELIGIONS,
  RESUME_STATUSES,
  ZODIAC_SIGNS,
  ZODIACS,
} from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import type { ResumeDetail } from '../api'
import { formatIsoDay, formatPaperDay } from '@/features/public-workers'

interface Fact {
  readonly label: string
  readonly value: string
}

export interface FactGroup {
  readonly title: string
  readonly facts: readonly Fact[]
  /** Labels of the empty fields. */
  readonly missing: readonly string[]
}

type Pair = readonly [label: string, value: string | null | undefined | false]

function group(title: string, pairs: readonly Pair[]): FactGroup {
  const facts = pairs.flatMap(([label, value]) => (value ? [{ label, value }] : []))
  return { title, facts, missing: pairs.flatMap(([label, value]) => (value ? [] : [label])) }
}

const withUnit = (value: number | null, unit: string) => value !== null && `${value}${unit}`

const byWhom = (iso: string, name: string | null, now: number) => `${formatIsoDay(iso, now)}${name ? `，${name}` : ''}`

/** Everything of the resume that has no card of its own, grouped as the paper forms are. */
export function factGroups(resume: ResumeDetail, now: number): readonly FactGroup[] {
  const of = resume
  return [
    group('基本', [
      ['性别', labelOf(GENDERS, of.gender)],
      ['生日', of.birthDate && formatPaperDay(of.birthDate)],
      ['生肖', labelOf(ZODIACS, of.zodiac)],
      ['星座', labelOf(ZODIAC_SIGNS, of.zodiacSign)],
      ['籍贯', of.nativePlace],
      ['民族', of.ethnicity],
      ['学历', labelOf(EDUCATIONS, of.education)],
      ['身高', withUnit(of.height, '厘米')],
      ['体重', withUnit(of.weight, '斤')],
    ]),
    group('求职', [
      ['接单状态', labelOf(ORDER_STATUSES, of.orderStatus)],
      ['档期', of.availability !== 'unset' && labelOf(AVAILABILITIES, of.availability)],
      ['服务区域', of.serviceArea.join('、')],
      ['推荐理由', of.recommendationReason],
      ['想学', labelOf(LEARNING_INTENTIONS, of.learningIntention)],
      ['当前阶段', labelOf(CURRENT_STAGES, of.currentStage)],
    ]),
    group('身份与家庭', [
      ['婚姻', labelOf(MARITAL_STATUSES, of.maritalStatus)],
      ['宗教', labelOf(RELIGIONS, of.religion)],
      ['家庭情况', of.familySituation],
      ['现住址', of.currentAddress],
      ['户籍地址', of.hukouAddress],
    ]),
    group('证书与健康', [
      ['证书', of.certificatesText],
      ['体检', of.medicalExamDate && formatPaperDay(of.medicalExamDate)],
    ]),
    group('来源与记录', [
      ['来源', labelOf(LEAD_SOURCES, of.leadSource)],
      ['状态', labelOf(RESUME_STATUSES, of.status)],
      ['登记', byWhom(of.createdAt, of.createdByName, now)],
      ['最近更改', byWhom(of.updatedAt, of.lastUpdatedByName, now)],
      ['版本', `第${of.version}版`],
      ['编号', of.id],
    ]),
  ]
}
