import { View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { phoneProblem } from '@qingpin/contract/core/identity.rules'
import { ROLE_LABELS, STAFF_ROLES, type StaffRole } from '@qingpin/contract/core/policy'
import { useRef, useState } from 'react'
import { api, newIdempotencyKey } from '@/app/api'
import { mutate } from '@/app/query'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { PickerRow } from '@/ui/picker-row'
import { PickOneSheet } from '@/ui/picker-sheet'
import { readError } from '@/ui/read-error'
import { Screen } from '@/app/shell/screen'
import { toast } from '@/ui/toast'
import { STAFF_KEY } from '../api'

const EMPTY = { name: '', username: '', password: '', phone: '', department: '' }
type FieldName = keyof typeof EMPTY
type Problems = Partial<Record<FieldName | 'form', string>>

function problemsOf(form: typeof EMPTY): Problems {
  const phone = form.phone ? phoneProblem(form.phone) : undefined
  return {
    ...(form.name.trim() ? {} : { name: '请填姓名。' }),
    ...(/^[\w.-]{3,32}$/.test(form.username) ? {} : { username: '用户名要3到32个字母、数字或 . _ -' }),
    ...(form.password.length >= 8 ? {} : { password: `密码至少8位，还差${8 - form.password.length}位。` }),
    ...(phone ? { phone } : {}),
  }
}

export default function StaffCreate() {
  const [form, setForm] = useState(EMPTY)
  const [role, setRole] = useState<StaffRole>('employee')
  const [picking, setPicking] = useState(false)
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)
  const key = useRef(newIdempotencyKey())

  const field = (name: FieldName) => ({
    value: form[name],
    error: problems[name],
    onInput: (text: string) => {
      setForm({ ...form, [name]: text })
      setProblems({})
      key.current = newIdempotencyKey()
    },
  })
  const save = async () => {
    const found = problemsOf(form)
    setProblems(found)
    if (Object.keys(found).length > 0 || busy) return
    setBusy(true)
    const { name, username, password, phone, department } = form
    const body = {
      name: name.trim(),
      username,
      password,
      role,
      ...(phone && { phone }),
      ...(department && { department }),
    }
    try {
      await mutate(() => api('POST /api/users', { body, idempotencyKey: key.current }), { touch: [STAFF_KEY] })
      toast('已添加')
      await back()
    } catch (error) {
      const fields = isApiError(error) ? error.fields : {}
      setProblems(Object.keys(fields).length > 0 ? fields : { form: readError(error).title })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Screen
      title="添加成员"
      foot={
        <FootBar>
          <Button grow busy={busy} busyText="添加中" onTap={() => void save()}>
            添加
          </Button>
        </FootBar>
      }
    >
      <Card pad="rows">
        <Field look="row" label="姓名" placeholder="同事怎么称呼" maxLength={20} {...field('name')} />
        <PickerRow label="角色" value={ROLE_LABELS[role]} onTap={() => setPicking(true)} />
        <Field
          look="row"
          label="用户名"
          placeholder="登录时用"
          keyboard="username"
          maxLength={32}
          {...field('username')}
        />
        <Field look="row" label="初始密码" placeholder="至少8位" keyboard="password" {...field('password')} />
        <Field look="row" label="手机号" placeholder="可以不填" keyboard="phone" maxLength={20} {...field('phone')} />
        <Field look="row" label="部门" placeholder="可以不填" maxLength={40} {...field('department')} />
      </Card>
      {problems.form ? (
        <View>
          <FieldError text={problems.form} />
        </View>
      ) : null}
      <PickOneSheet<StaffRole>
        open={picking}
        title="角色"
        options={STAFF_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
        value={role}
        onPick={setRole}
        onClose={() => setPicking(false)}
      />
    </Screen>
  )
}
