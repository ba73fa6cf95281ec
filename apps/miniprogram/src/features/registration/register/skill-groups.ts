import type { JobType, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import type { ValueOf } from '@qingpin/contract/core/choices'

type Skill = ValueOf<typeof SKILLS>

interface SkillGroup {
  readonly title: string
  readonly skills: readonly Skill[]
  /** The trades for which this group comes first. */
  readonly first: readonly JobType[]
}

export const skillGroups: readonly SkillGroup[] = [
  {
    title: '照顾产妇和新宝宝',
    skills: ['muying', 'chanhou', 'cuiru', 'yuezican', 'shuangtai-huli', 'teshu-yinger'],
    first: ['yuesao'],
  },
  {
    title: '带孩子',
    skills: ['yuying', 'zaojiao', 'fushi', 'ertui'],
    first: ['zhujia-yuer', 'baiban-yuer', 'jiajiao'],
  },
  {
    title: '照顾老人和病人',
    skills: ['yanglao-huli', 'liliao-kangfu', 'yiliaobackground'],
    first: ['zhujia-hulao', 'peiban'],
  },
  {
    title: '做饭',
    skills: ['zhongcan', 'mianshi', 'xican', 'yingyang'],
    first: ['zhujia-baomu', 'baiban-baomu'],
  },
  {
    title: '别的本事',
    skills: ['shouyi', 'jiashi', 'waiyu'],
    first: ['baojie', 'xiaoshi', 'yangchong'],
  },
]

/** The groups of the trade come first, the others keep their order. */
export function groupsFor(trade: string): readonly SkillGroup[] {
  const wanted = (group: SkillGroup) => group.first.some((one) => one === trade)
  return [...skillGroups.filter(wanted), ...skillGroups.filter((group) => !wanted(group))]
}
