import { View } from '@tarojs/components'
import { maskPhone } from '@qingpin/contract/core/masking'
import { isPhone, phoneDigits } from '@qingpin/contract/core/identity.rules'
import { EDUCATIONS, GENDERS, JOB_TYPES, NURSE_LEVELS, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { useAccount, type Account } from '@/app/session'
import { Card } from '@/ui/card'
import { FormRow } from '@/ui/form-row'
import { Switch } from '@/ui/switch'
import { change, useRegistrationForm } from '../draft'
import { formatCardValue } from '../id-card/card-fields'
import { STEPS, type FormValues } from './form-model'
import { Question } from './question'
import { phoneWay } from './submit'

interface Line {
  readonly label: string
  readonly value: string
}

interface Part {
  readonly title: string
  /** Where it is changed. */
  readonly step: number
  readonly lines: readonly Line[]
}

const withUnit = (text: string, unit: string) => (text.trim() ? `${text.trim().replace(unit, '')}${unit}` : '')

/** All answers in words, by the step that asked; an answer that was left open says so. */
export function partsOf(values: FormValues, account: Account | undefined): readonly Part[] {
  const typed = phoneDigits(values.phone)
  const phone = phoneWay(account, values.otherPhone) === 'account' ? (account?.phone ?? '') : typed
  const level = values.jobType === 'yuesao' ? labelOf(NURSE_LEVELS, values.maternityNurseLevel) : ''
  const card = [
    { label: '生日', value: formatCardValue('birthDate', values.birthDate) },
    { label: '民族', value: values.ethnicity },
    { label: '户籍地址', value: values.hukouAddress },
  ]
  return [
    {
      title: '您是谁',
      step: 1,
      lines: [
        { label: '姓名', value: values.name.trim() },
        { label: '性别', value: labelOf(GENDERS, values.gender) },
      ],
    },
    { title: '想做什么', step: 2, lines: [{ label: '工作', value: labelOf(JOB_TYPES, values.jobType) }] },
    {
      title: '您的情况',
      step: 3,
      lines: [
        { label: '年龄', value: withUnit(values.age, '岁') },
        { label: '老家', value: values.nativePlace.trim() },
        { label: '学历', value: labelOf(EDUCATIONS, values.education) },
        { label: '身份证号', value: formatCardValue('idNumber', values.idNumber.trim()) },
        ...card.filter(({ value }) => value !== ''),
      ],
    },
    {
      title: '做过多久',
      step: 4,
      lines: [
        { label: '做了', value: withUnit(values.experienceYears, '年') },
        { label: '一个月', value: withUnit(values.expectedSalary, '元') || '面议' },
        ...(level ? [{ label: '级别', value: level }] : []),
      ],
    },
    {
      title: '会做什么',
      step: 5,
      lines: [
        { label: '会做', value: values.skills.map((skill) => labelOf(SKILLS, skill)).join('、') },
        { label: '自己说', value: values.selfIntroduction.trim() },
      ],
    },
    {
      title: '怎么联系您',
      step: STEPS,
      lines: [{ label: '手机号', value: isPhone(phone) ? maskPhone(phone) : phone }],
    },
  ]
}

/** Everything that is about to be sent, with a way to change each part. */
export function Summary({ onFix }: { readonly onFix: (step: number) => void }) {
  const values = useRegistrationForm((draft) => draft.values)
  const account = useAccount()
  return (
    <Question title="看一遍，没错就交" note="哪里不对，点“改”">
      {partsOf(values, account).map(({ title, step, lines }) => (
        <Card key={title} pad="rows" title={title} more={{ text: '改', onTap: () => onFix(step) }} className="reg-sum">
          {lines.map(({ label, value }) => (
            <FormRow key={label} label={label} value={value || '没填'} />
          ))}
        </Card>
      ))}
      {account?.role === 'personal' ? (
        <Card pad="rows" title="让雇主看到我" className="reg-sum">
          <FormRow
            label="公开简历"
            value={values.agreesListed ? '同意' : '先不，以后再说'}
            trail={
              <Switch
                label="同意公开简历"
                on={values.agreesListed}
                onChange={(agreesListed) => change({ agreesListed })}
              />
            }
          />
          <View className="reg-sum__note">
            经纪人审核以后，雇主看得到您的姓、年龄、老家和会做的活。电话、照片和证件不给看。
          </View>
        </Card>
      ) : null}
    </Question>
  )
}
