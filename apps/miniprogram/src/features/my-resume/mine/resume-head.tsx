import { View } from '@tarojs/components'
import { EDUCATIONS, JOB_TYPES, NURSE_LEVELS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { Card } from '@/ui/card'
import { Portrait } from '@/ui/portrait'
import { Tag } from '@/ui/tag'
import { Pay } from '@/ui/text'
import { useReviewTime } from '@/app/agency'
import { formatYears } from '@/features/public-workers'
import { afterReview, formatStatus } from '../format'
import type { MyResume } from '../api'

/** Name, status and the main facts of the resume. */
export function ResumeHead({ resume }: { readonly resume: MyResume }) {
  const { name, avatarUrl, jobType, maternityNurseLevel: level, expectedSalary, status } = resume
  const { tag, tone, text, next } = formatStatus(status)
  const reviewTime = useReviewTime()
  return (
    <Card>
      <View className="mine-head">
        <Portrait src={avatarUrl} lazy={false} label={`${name}的照片`} />
        <View className="mine-head__text">
          <View className="mine-head__name">{name}</View>
          <View className="mine-head__trade">
            {labelOf(JOB_TYPES, jobType)}
            {level ? <Tag tone="warm">{labelOf(NURSE_LEVELS, level)}</Tag> : null}
          </View>
          {expectedSalary > 0 ? <Pay amount={String(expectedSalary)} unit="元/月" /> : <Pay amount="工资面议" />}
        </View>
      </View>
      <View className="mine-status" role="status">
        <Tag tone={tone}>{tag}</Tag>
        <View className="mine-status__text">{text}</View>
      </View>
      {next ? <View className="mine-status__text">{afterReview(reviewTime, next)}</View> : null}
      <Facts {...resume} />
    </Card>
  )
}

function Facts({ age, nativePlace, experienceYears, education }: MyResume) {
  return (
    <View className="mine-facts">
      <Fact value={`${age}岁`} label="年龄" />
      <Fact value={nativePlace} label="老家" />
      <Fact value={experienceYears === null ? null : formatYears(experienceYears)} label="经验" />
      <Fact value={education && labelOf(EDUCATIONS, education)} label="学历" />
    </View>
  )
}

function Fact({ value, label }: { readonly value: string | null; readonly label: string }) {
  return (
    <View className="mine-facts__one">
      <View className={value ? 'mine-facts__value' : 'mine-facts__none'}>{value ?? '没填'}</View>
      <View className="mine-facts__label">{label}</View>
    </View>
  )
}
