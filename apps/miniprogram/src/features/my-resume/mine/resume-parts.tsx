import { View } from '@tarojs/components'
import { JOB_TYPES, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { Card } from '@/ui/card'
import { FormRow } from '@/ui/form-row'
import { MetaLine } from '@/ui/meta-line'
import { Tag } from '@/ui/tag'
import type { MyResume } from '../api'

export function SkillsCard({ skills }: Pick<MyResume, 'skills'>) {
  if (skills.length === 0) return null
  return (
    <Card title="会做的">
      <View className="mine-skills">
        {skills.map((skill) => (
          <View key={skill} className="mine-skills__one">
            {labelOf(SKILLS, skill)}
          </View>
        ))}
      </View>
    </Card>
  )
}

export function IntroductionCard({ selfIntroduction }: Pick<MyResume, 'selfIntroduction'>) {
  if (!selfIntroduction) return null
  return (
    <Card title="自我介绍">
      <View className="mine-words">{selfIntroduction}</View>
    </Card>
  )
}

/** 2024-06-01 and 2024-06 are the same to a reader. */
const month = (day: string | null) => {
  const parts = /^(\d{4})-(\d{2})/.exec(day ?? '')
  return parts ? `${parts[1]}年${Number(parts[2])}月` : (day ?? '')
}

const span = (from: string | null, to: string | null) =>
  from ? `${month(from)}–${month(to) || '至今'}` : to ? `到${month(to)}` : ''

export function ExperienceCard({ workExperiences }: Pick<MyResume, 'workExperiences'>) {
  if (workExperiences.length === 0) return null
  return (
    <Card title="做过的活">
      {workExperiences.map(({ startDate, endDate, jobType, district, description, customerReview }, index) => (
        // Two entries may be equal, so the index is the key.
        <View key={index} className="mine-job">
          <MetaLine facts={[span(startDate, endDate), jobType && labelOf(JOB_TYPES, jobType), district]} />
          {description ? <View className="mine-words">{description}</View> : null}
          {customerReview ? <View className="mine-job__review">雇主说：{customerReview}</View> : null}
        </View>
      ))}
    </Card>
  )
}

export function ContactCard({ phone, idNumberMasked }: Pick<MyResume, 'phone' | 'idNumberMasked'>) {
  return (
    <Card pad="rows" title="怎么联系您">
      <FormRow label="手机号" value={phone ?? '还没有留'} />
      {idNumberMasked ? <FormRow label="身份证" value={idNumberMasked} trail={<Tag>不公开</Tag>} /> : null}
    </Card>
  )
}
