import { FormField } from '@/app/form/fields'
import { View } from '@tarojs/components'
import { NURSE_LEVELS } from '@qingpin/contract/resumes/resumes.enums'
import { Chips } from '@/ui/chips'
import { change, registrationForm, useRegistrationForm } from '../draft'
import { Question } from './question'
import { Unit } from './step-person'

export function StepWork() {
  const nurse = useRegistrationForm(({ values }) => values.jobType === 'yuesao')
  return (
    <Question title="做过多久、想要多少？" note="说不准的可以先不填">
      <FormField
        form={registrationForm}
        name="experienceYears"
        label="这一行做了几年"
        placeholder="比如5"
        keyboard="number"
        maxLength={4}
        hint="刚入行就写0。"
        trail={<Unit text="年" />}
      />
      <FormField
        form={registrationForm}
        name="expectedSalary"
        label="一个月想要多少"
        placeholder="比如8000"
        keyboard="number"
        maxLength={10}
        hint="不填就是面议。"
        trail={<Unit text="元" />}
      />
      {nurse ? <Level /> : null}
    </Question>
  )
}

function Level() {
  const level = useRegistrationForm(({ values }) => values.maternityNurseLevel)
  return (
    <View className="reg-part">
      <View className="reg-part__label">评过什么级别，没评过不用选</View>
      <Chips
        options={NURSE_LEVELS}
        value={level ? [level] : []}
        onTap={(one) => change({ maternityNurseLevel: one === level ? '' : one })}
      />
    </View>
  )
}
