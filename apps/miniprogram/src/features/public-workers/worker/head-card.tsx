import { View } from '@tarojs/components'
import { AVAILABILITIES, GENDERS, NURSE_LEVELS, ORDER_STATUSES, ZODIACS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { MetaLine } from '@/ui/meta-line'
import { Tag } from '@/ui/tag'
import type { FullResume } from '../api'
import { formatPayWords, formatTrade, formatYears, splitNativePlace } from '../format'
import './head-card.scss'

/** The facts that both staff and the public see; the optional ones are for staff only. */
export type HeadFacts = Pick<
  FullResume,
  | 'name'
  | 'age'
  | 'gender'
  | 'jobType'
  | 'experienceYears'
  | 'expectedSalary'
  | 'maternityNurseLevel'
  | 'nativePlace'
  | 'orderStatus'
> &
  Partial<Pick<FullResume, 'availability' | 'isDraft' | 'zodiac'>> & {
    readonly employeeEvaluations: readonly { readonly overallRating: number }[]
  }

/** Attached to the picture above, therefore not a Card. */
export function HeadCard({ resume }: { readonly resume: HeadFacts }) {
  const { name, maternityNurseLevel: level, availability = 'unset' } = resume
  const pay = formatPayWords(resume.expectedSalary)
  return (
    <View className="rd-head">
      <View className="rd-head__top">
        <View className="rd-head__who">
          <View className="rd-head__name">{name}</View>
          {level ? <Tag tone="warm">{labelOf(NURSE_LEVELS, level)}</Tag> : null}
          {resume.isDraft ? <Tag tone="warn">缺手机号</Tag> : null}
        </View>
        <View className="rd-head__pay">
          <View className="rd-head__amount">{pay.amount}</View>
          {pay.unit ? <View className="rd-head__unit">{pay.unit}</View> : null}
        </View>
      </View>
      <MetaLine
        facts={[
          formatTrade(resume.jobType),
          labelOf(ORDER_STATUSES, resume.orderStatus),
          availability !== 'unset' && labelOf(AVAILABILITIES, availability),
        ]}
      />
      <FourFacts resume={resume} />
    </View>
  )
}

function FourFacts({ resume }: { readonly resume: HeadFacts }) {
  const { age, gender, zodiac, nativePlace, experienceYears, employeeEvaluations: evaluations } = resume
  const [province, city] = splitNativePlace(nativePlace ?? '')
  const mean = evaluations.reduce((sum, one) => sum + one.overallRating, 0) / evaluations.length
  return (
    <View className="rd-four">
      <Four value={`${age}岁`} note={zodiac ? `属${labelOf(ZODIACS, zodiac)}` : labelOf(GENDERS, gender)} />
      <Four value={province || '没填'} note={city || '籍贯'} />
      <Four value={formatYears(experienceYears)} note="经验" />
      {evaluations.length > 0 ? (
        <Four value={mean.toFixed(1)} note={`${evaluations.length}条评价`} />
      ) : (
        <Four value="暂无" note="评价" />
      )}
    </View>
  )
}

function Four({ value, note }: { readonly value: string; readonly note: string }) {
  return (
    <View className="rd-four__one">
      <View className="rd-four__value">{value}</View>
      <View className="rd-four__note">{note}</View>
    </View>
  )
}
