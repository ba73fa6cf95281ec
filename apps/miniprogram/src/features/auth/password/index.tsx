import { isApiError } from '@qingpin/contract/client'
import { passwordProblem } from '@qingpin/contract/auth/auth.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '@/app/api'
import { updateAccount, useAccount } from '@/app/session'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { readError } from '@/ui/read-error'
import { Screen } from '@/app/shell/screen'
import { toast } from '@/ui/toast'
import '../auth.scss'

const EMPTY = { password: '', newPassword: '', again: '' }
type Problems = Partial<Record<keyof typeof EMPTY | 'form', string>>

function problemsOf({ password, newPassword, again }: typeof EMPTY): Problems {
  const weak = passwordProblem(newPassword)
  return {
    ...(password ? {} : { password: '请填现在的密码。' }),
    ...(weak ? { newPassword: weak } : newPassword === password ? { newPassword: '要和现在的密码不一样。' } : {}),
    ...(again === newPassword ? {} : { again: '两次填的不一样，请核对。' }),
  }
}

export default function Password() {
  const temporary = useAccount()?.passwordTemporary
  const [form, setForm] = useState(EMPTY)
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)

  const field = (name: keyof typeof EMPTY) => ({
    keyboard: 'password' as const,
    value: form[name],
    error: problems[name],
    maxLength: 200,
    onInput: (text: string) => {
      setForm({ ...form, [name]: text })
      setProblems({})
    },
  })
  const save = async () => {
    const found = problemsOf(form)
    setProblems(found)
    if (Object.keys(found).length > 0 || busy) return
    setBusy(true)
    try {
      const { password, newPassword } = form
      updateAccount(await api('POST /api/auth/password', { body: { password, newPassword } }))
      toast('密码已改')
      await back()
    } catch (error) {
      const fields = isApiError(error) ? error.fields : {}
      setProblems(Object.keys(fields).length > 0 ? fields : { form: readError(error).title })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Screen title="改密码">
      <View className="auth-why">
        {temporary
          ? '现在的密码是管理员设的，请换成只有您自己知道的。'
          : '改好以后，其他设备上的登录会退出，这里不用重新登录。'}
      </View>
      <View className="auth-fields">
        <Field label="现在的密码" placeholder={temporary ? '管理员给的密码' : '现在用的密码'} {...field('password')} />
        <Field label="新密码" placeholder="至少8位" {...field('newPassword')} />
        <Field label="再填一次" placeholder="和上面一样" {...field('again')} onDone={() => void save()} />
        {problems.form ? <FieldError text={problems.form} /> : null}
      </View>
      <View className="auth-go">
        <Button busy={busy} busyText="保存中" onTap={() => void save()}>
          保存新密码
        </Button>
      </View>
    </Screen>
  )
}
