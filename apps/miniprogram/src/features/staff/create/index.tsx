import { nameProblem } from '@qingpin/contract/core/identity.rules'
import { storedName } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { NAME_MAX, phoneProblem } from '@qingpin/contract/core/identity.rules'
import { ROLE_LABELS, STAFF_ROLES, type StaffRole } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { useForm, useSubmit } from '@/app/form/use-form'
import type { Problems } from '@/app/form/form'
import { FormField, FormProblem } from '@/app/form/fields'
import { api } from '@/app/api'
import { mutate } from '@/app/query'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { PickerRow } from '@/ui/picker-row'
import { PickOneSheet } from '@/ui/picker-sheet'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { toast } from '@/ui/toast'
import { STAFF_KEY } from '../api'

const EMPTY = { name: '', username: '', password: '', phone: '', department: '' }
function problemsOf(form: typeof EMPTY): Problems {
  const phone = form.phone ? phoneProblem(form.phone) : undefined
  return {
    ...(nameProblem(form.name) && { name: nameProblem(form.name) }),
    ...(/^[\w.-]{3,32}$/.test(form.username) ? {} : { username: '用户名要3到32个字母、数字或 . _ -' }),
    ...(form.password.length >= 8 ? {} : { password: `密码至少8位，还差${8 - form.password.length}位。` }),
    ...(phone ? { phone } : {}),
  }
}

function StaffCreate() {
  const form = useForm(EMPTY)
  const [role, setRole] = useState<StaffRole>('employee')
  const [picking, setPicking] = useState(false)
  const keyFor = useIdempotencyKey()
  const { submit, busy } = useSubmit(form, {
    check: problemsOf,
    send: async ({ name, username, password, phone, department }) => {
      const body = {
        name: storedName(name),
        username,
        password,
        role,
        ...(phone && { phone }),
        ...(department && { department }),
      }
      await mutate(() => api('POST /api/users', { body, idempotencyKey: keyFor(body) }), { touch: [STAFF_KEY] })
      toast('已添加')
      await back()
    },
  })
  return (
    <Screen
      title="添加成员"
      foot={
        <FootBar>
          <Button grow busy={busy} busyText="添加中" onTap={() => void submit()}>
            添加
          </Button>
        </FootBar>
      }
    >
      <Card pad="rows">
        <FormField form={form} name="name" look="row" label="姓名" placeholder="同事怎么称呼" maxLength={NAME_MAX} />
        <PickerRow label="角色" value={ROLE_LABELS[role]} onTap={() => setPicking(true)} />
        <FormField
          form={form}
          name="username"
          look="row"
          label="用户名"
          placeholder="登录时用"
          keyboard="username"
          maxLength={32}
        />
        <FormField form={form} name="password" look="row" label="初始密码" placeholder="至少8位" keyboard="password" />
        <FormField
          form={form}
          name="phone"
          look="row"
          label="手机号"
          placeholder="可以不填"
          keyboard="phone"
          maxLength={20}
        />
        <FormField form={form} name="department" look="row" label="部门" placeholder="可以不填" maxLength={40} />
      </Card>
      <View>
        <FormProblem form={form} />
      </View>
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

export default guardPage(StaffCreate)
