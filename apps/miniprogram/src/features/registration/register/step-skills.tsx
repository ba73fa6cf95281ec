import { FormArea } from '@/app/form/fields'
import { View } from '@tarojs/components'
import { SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { RESUME_MAX } from '@qingpin/contract/resumes/resumes.rules'
import { labelOf } from '@qingpin/contract/core/choices'
import { Chips } from '@/ui/chips'
import { groupsFor } from './skill-groups'
import { change, currentDraft, registrationForm, useRegistrationForm } from '../draft'
import { Question } from './question'

export function StepSkills() {
  return (
    <Question title="您会做什么？" note="会的都点上，有证没证都行">
      <Skills />
      <Introduction />
    </Question>
  )
}

function Skills() {
  const chosen = useRegistrationForm(({ values }) => values.skills)
  const toggle = (skill: string) => {
    const { skills } = currentDraft().values
    change({ skills: skills.includes(skill) ? skills.filter((one) => one !== skill) : [...skills, skill] })
  }
  return groupsFor(currentDraft().values.jobType).map(({ title, skills }) => (
    <View key={title} className="reg-part">
      <View className="reg-part__label">{title}</View>
      <Chips<string>
        many
        options={skills.map((value) => ({ value, label: labelOf(SKILLS, value) }))}
        value={chosen}
        onTap={toggle}
      />
    </View>
  ))
}

function Introduction() {
  return (
    <View className="reg-part">
      <FormArea
        form={registrationForm}
        name="selfIntroduction"
        maxLength={RESUME_MAX.selfIntroduction}
        label="用自己的话说说，可以不写"
        placeholder="比如：带过30多个宝宝，会做月子餐，人勤快，爱干净。"
      />
    </View>
  )
}
