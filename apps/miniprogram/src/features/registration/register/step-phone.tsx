import { FormField } from '@/app/form/fields'
import { View } from '@tarojs/components'
import { maskPhone } from '@qingpin/contract/core/masking'
import { useEffect, useRef, type MutableRefObject } from 'react'
import { useSmsForm, SmsFields, type SmsForm } from '@/features/auth'
import { useAccount } from '@/app/session'
import { OptionCard } from '@/ui/option-card'
import { change, changeText, currentDraft, registrationForm, useRegistrationForm } from '../draft'
import { ClaimByCode } from './on-file-card'
import { Question } from './question'
import { phoneWay, type ClaimedRecord } from './submit'

interface StepPhoneProps {
  readonly codeForm: MutableRefObject<SmsForm | undefined>
  readonly onDone: () => void
  readonly onClaimed: (reply: ClaimedRecord) => void
}

export function StepPhone({ codeForm, onDone, onClaimed }: StepPhoneProps) {
  const account = useAccount()
  const other = useRegistrationForm(({ values }) => values.otherPhone)
  if (phoneWay(account, other) === 'code') return <ByCode codeForm={codeForm} onDone={onDone} />
  const known = account?.role === 'personal' ? account.phone : null
  const giveOther = () => {
    const { phone } = currentDraft().values
    // The number of the login just made is not another number.
    change({ otherPhone: true, ...(maskPhone(phone) === known && { phone: '' }) })
  }
  return (
    <Question title="怎么联系您？" note="有合适的活，经纪人打这个电话">
      {known ? (
        <>
          <OptionCard
            title="就用这个号码"
            note={known}
            icon="phone"
            on={!other}
            onTap={() => change({ otherPhone: false })}
          />
          <OptionCard title="换一个号码" note="家里人的也行" icon="edit" on={other} onTap={giveOther} />
        </>
      ) : null}
      {known && !other ? null : (
        <View className={known ? 'reg-part' : ''}>
          <FormField
            form={registrationForm}
            name="phone"
            label="手机号"
            placeholder="11位手机号"
            keyboard="phone"
            maxLength={20}
            onDone={onDone}
          />
        </View>
      )}
      {account?.role === 'personal' && (other || !known) ? (
        <View className="reg-part">
          <ClaimByCode onClaimed={onClaimed} />
        </View>
      ) : null}
    </Question>
  )
}

function ByCode({ codeForm, onDone }: Omit<StepPhoneProps, 'onClaimed'>) {
  const form = useSmsForm()
  const start = useRef(() => form.setPhone(currentDraft().values.phone))
  codeForm.current = form
  useEffect(() => {
    start.current()
    return () => {
      codeForm.current = undefined
    }
  }, [codeForm])
  const kept: SmsForm = {
    ...form,
    setPhone: (text) => {
      form.setPhone(text)
      changeText('phone', text)
    },
  }
  return (
    <Question title="怎么联系您？" note="用短信验证一下，以后凭这个号码看自己的简历">
      <SmsFields form={kept} onDone={onDone} />
    </Question>
  )
}
