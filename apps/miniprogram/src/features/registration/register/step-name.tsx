import { View } from '@tarojs/components'
import { GENDERS } from '@qingpin/contract/resumes/resumes.enums'
import { FieldError } from '@/ui/field-frame'
import { OptionCard } from '@/ui/option-card'
import { CardEntry } from './card-entry'
import { change, useDraft } from '../draft'
import { DraftField } from './draft-field'
import { Question } from './question'

export function StepName() {
  return (
    <Question title="怎么称呼您？" note="写身份证上的名字">
      <CardEntry />
      <DraftField name="name" label="姓名" placeholder="您的姓名" maxLength={40} />
      <Gender />
    </Question>
  )
}

function Gender() {
  const gender = useDraft(({ draft }) => draft.values.gender)
  const problem = useDraft(({ problems }) => problems.gender)
  return (
    <View className="reg-part">
      <View className="reg-part__label">性别</View>
      <View className="reg-pair">
        {GENDERS.map(({ value, label }) => (
          <View key={value} className="reg-pair__one">
            <OptionCard title={label} on={gender === value} onTap={() => change({ gender: value })} />
          </View>
        ))}
      </View>
      {problem ? <FieldError text={problem} /> : null}
    </View>
  )
}
