import { FormField } from '@/app/form/fields'
import { View } from '@tarojs/components'
import { GENDERS } from '@qingpin/contract/resumes/resumes.enums'
import { FieldError } from '@/ui/field-frame'
import { OptionCard } from '@/ui/option-card'
import { CardEntry } from './card-entry'
import { change, registrationForm, useRegistrationForm } from '../draft'
import { Question } from './question'

export function StepName() {
  return (
    <Question title="怎么称呼您？" note="写身份证上的名字">
      <CardEntry />
      <FormField form={registrationForm} name="name" label="姓名" placeholder="您的姓名" maxLength={40} />
      <Gender />
    </Question>
  )
}

function Gender() {
  const gender = useRegistrationForm(({ values }) => values.gender)
  const problem = useRegistrationForm(({ problems }) => problems.gender)
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
