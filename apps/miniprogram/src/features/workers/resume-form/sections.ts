import type { FieldName } from './fields'

export interface Section {
  readonly title: string
  /** Each block is one card. */
  readonly blocks: readonly (readonly FieldName[])[]
}

export const SECTIONS: readonly Section[] = [
  {
    title: '基本信息',
    blocks: [
      ['name', 'gender', 'age', 'jobType', 'phone'],
      ['nativePlace', 'education', 'ethnicity', 'height', 'weight'],
      ['birthDate', 'zodiac', 'zodiacSign'],
    ],
  },
  {
    title: '工作',
    blocks: [
      ['expectedSalary', 'experienceYears', 'maternityNurseLevel', 'orderStatus', 'availability'],
      ['serviceArea'],
      ['learningIntention', 'currentStage'],
      ['workExperiences'],
    ],
  },
  {
    title: '技能与介绍',
    blocks: [['skills'], ['selfIntroduction'], ['recommendationReason'], ['certificatesText']],
  },
  {
    title: '联系与证件',
    blocks: [
      ['wechat', 'currentAddress', 'hukouAddress'],
      ['emergencyContactName', 'emergencyContactPhone'],
      ['idNumber', 'medicalExamDate'],
    ],
  },
  { title: '家庭与其他', blocks: [['maritalStatus', 'religion'], ['familySituation']] },
  { title: '内部', blocks: [['leadSource'], ['internalEvaluation']] },
]

/** The section that shows a field, given its name or the path of a problem in it. */
export const sectionOf = (path: string): number =>
  SECTIONS.findIndex(({ blocks }) => blocks.some((block) => block.some((name) => name === path.split('.')[0])))

/** The section with the first of these problems; undefined when none belongs to a field. */
export function firstSection(paths: readonly string[]): number | undefined {
  const found = paths.map(sectionOf).filter((at) => at >= 0)
  return found.length > 0 ? Math.min(...found) : undefined
}
