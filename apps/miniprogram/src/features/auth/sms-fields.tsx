import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import type { SmsForm } from './sms-code'
import './auth.scss'

interface SmsFieldsProps {
  readonly form: SmsForm
  readonly onDone: () => void
}

/** Number, code, and the button that sends it. */
export function SmsFields({ form, onDone }: SmsFieldsProps) {
  const { phone, code, problems, refusal, wait, sending, validMinutes } = form
  const sent = validMinutes !== undefined
  const again = sent ? '再发一次' : '发验证码'
  return (
    <View className="auth-fields">
      <Field
        label="手机号"
        placeholder="11位手机号"
        keyboard="phone"
        maxLength={20}
        value={phone}
        error={problems.phone}
        onInput={form.setPhone}
      />
      <Field
        label="验证码"
        placeholder="6位数字"
        keyboard="code"
        maxLength={6}
        value={code}
        error={problems.code}
        hint={sent && !problems.code ? `验证码已发出，${validMinutes}分钟内有效。` : undefined}
        onInput={form.setCode}
        onDone={onDone}
        trail={
          <Button kind="text" size="m" busy={sending} disabled={wait > 0} onTap={() => void form.sendCode()}>
            {wait > 0 ? `${wait}秒后再发` : again}
          </Button>
        }
      />
      {refusal ? <FieldError {...refusal} /> : null}
    </View>
  )
}
