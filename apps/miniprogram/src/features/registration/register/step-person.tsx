import { FormField } from '@/app/form/fields'
import { View } from '@tarojs/components'
import { EDUCATIONS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { idNumberProblem } from '@qingpin/contract/core/identity.rules'
import { useState } from 'react'
import { Icon } from '@/ui/icon'
import { PickerRow } from '@/ui/picker-row'
import { PickOneSheet } from '@/ui/picker-sheet'
import { CardFacts } from './card-entry'
import { change, registrationForm, useRegistrationForm } from '../draft'
import { idNumberWarning } from './form-model'
import { Question } from './question'

const educations = [{ value: '', label: '先不填' }, ...EDUCATIONS]

export function StepPerson() {
  return (
    <Question title="您的情况" note="除了年龄，别的都可以先不填">
      <FormField
        form={registrationForm}
        name="age"
        label="年龄"
        placeholder="比如42"
        keyboard="number"
        maxLength={4}
        trail={<Unit text="岁" />}
      />
      <FormField
        form={registrationForm}
        name="nativePlace"
        label="老家在哪里"
        placeholder="比如河南信阳"
        maxLength={100}
      />
      <Education />
      <IdNumber />
    </Question>
  )
}

/** A number from an earlier visit is shown masked, because others may look at the phone. */
function IdNumber() {
  const idNumber = useRegistrationForm(({ values }) => values.idNumber)
  const wrong = useRegistrationForm(({ problems }) => problems.idNumber !== undefined)
  const [before] = useState(idNumber)
  const masked = idNumber === before && !wrong && idNumber !== '' && !idNumberProblem(idNumber)
  return (
    <>
      {masked ? null : (
        <FormField
          form={registrationForm}
          name="idNumber"
          label="身份证号"
          placeholder="可以不填"
          keyboard="idcard"
          maxLength={24}
          hint="用来核对身份，只给经纪人看，不公开。"
        />
      )}
      {masked ? null : <IdNumberWarning />}
      <CardFacts idNumber={masked} />
      {masked ? <IdNumberWarning /> : null}
    </>
  )
}

export function Unit({ text }: { readonly text: string }) {
  return <View className="reg-unit">{text}</View>
}

function Education() {
  const education = useRegistrationForm(({ values }) => values.education)
  const [picking, setPicking] = useState(false)
  return (
    <>
      <PickerRow
        look="box"
        label="学历"
        placeholder="可以不选"
        value={labelOf(EDUCATIONS, education)}
        onTap={() => setPicking(true)}
      />
      <PickOneSheet
        open={picking}
        title="学历"
        options={educations}
        value={education}
        onPick={(value) => change({ education: value })}
        onClose={() => setPicking(false)}
      />
    </>
  )
}

function IdNumberWarning() {
  const warning = useRegistrationForm(({ values, problems }) =>
    problems.idNumber ? undefined : idNumberWarning(values),
  )
  if (!warning) return null
  return (
    <View className="reg-warning" role="status">
      <Icon name="alert" size="s" />
      <View className="reg-warning__text">{warning}</View>
    </View>
  )
}
