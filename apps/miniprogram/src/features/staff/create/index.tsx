import { nameProblem } from '@qingpin/contract/core/identity.rules'
import { storedName } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { NAME_MAX, phoneProblem } from '@qingpin/contract/core/identity.rules'
import { ROLE_LABELS, STAFF_ROLES, type StaffRole } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { defineDraft } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import { useIdempotencyKey } from '@/app/idempotency'
import { useForm, useFormDraft, useSubmit } from '@/app/form/use-form'
import { setValues, type Problems } from '@/app/form/form'
import { FormField, FormPicker, FormProblem, FormSheet } from '@/app/form/fields'
import { api } from '@/app/api'
import { mutate } from '@/app/query'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { toast } from '@/ui/toast'
import { STAFF_KEY } from '../api'

const EMPTY = { name: '', username: '', password: '', phone: '', department: '', role: 'employee' }

/** The colleague that is being entered, but for the password, which stays on no phone. */
const colleagueDraft = defineDraft<typeof EMPTY>('colleague', {
  read: (stored) => {
    if (typeof stored !== 'object' || stored === null) return undefined
    const known = Object.entries(stored).filter(([name, text]) => name in EMPTY && typeof text === 'string')
    const values = { ...EMPTY, ...Object.fromEntries(known), password: '' }
    return STAFF_ROLES.some((role) => role === values.role) ? values : { ...values, role: EMPTY.role }
  },
  isBlank: ({ name, username, phone, department }) => [name, username, phone, department].every((text) => !text.trim()),
})

const linesOf = ({ name, role, username, phone, department }: typeof EMPTY): readonly DraftLine[] => [
  { label: '姓名', text: name.trim() },
  { label: '角色', text: ROLE_LABELS[role as StaffRole] },
  { label: '用户名', text: username.trim() },
  { label: '手机号', text: phone.trim() },
  { label: '部门', text: department.trim() },
]

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
  const [draft] = useState(() => colleagueDraft.of())
  const form = useForm(EMPTY, draft.read())
  const choice = useFormDraft(form, {
    draft,
    valueOf: (values) => ({ ...values, password: '' }),
    linesOf,
    // Passwords are in no draft: the typed one stays.
    use: (values) => setValues(form, { ...values, password: form.getState().values.password }),
  })
  const [picking, setPicking] = useState(false)
  const keyFor = useIdempotencyKey()
  const { submit, busy } = useSubmit(form, {
    check: problemsOf,
    send: async ({ name, username, password, phone, department, role }) => {
      const body = {
        name: storedName(name),
        username,
        password,
        // Offered by the sheet: one of the contract's.
        role: role as StaffRole,
        ...(phone && { phone }),
        ...(department && { department }),
      }
      await mutate(() => api('POST /api/users', { body, idempotencyKey: keyFor(body) }), { touch: [STAFF_KEY] })
      draft.drop()
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
        <FormPicker
          form={form}
          name="role"
          label="角色"
          words={(role) => ROLE_LABELS[role as StaffRole]}
          onTap={() => setPicking(true)}
        />
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
      <DraftChoice {...choice} />
      <FormSheet
        form={form}
        name="role"
        open={picking}
        title="角色"
        options={STAFF_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
        onClose={() => setPicking(false)}
      />
    </Screen>
  )
}

const Permitted = withPermission({ permission: 'user:create', title: '添加成员' }, StaffCreate)

export default guardPage(Permitted)
