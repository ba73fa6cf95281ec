import { storedName } from '@qingpin/contract/core/text'
import { NAME_MAX, nameProblem } from '@qingpin/contract/core/identity.rules'
import { useForm, useSubmit } from '@/app/form/use-form'
import type { Problems } from '@/app/form/form'
import { useField, useFormProblem } from '@/app/form/fields'
import { api } from '@/app/api'
import { go } from '@/app/pages'
import { updateAccount, useAccount } from '@/app/session'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Field } from '@/ui/field'
import { FootBar } from '@/ui/foot-bar'
import { FormRow } from '@/ui/form-row'
import { PickerRow } from '@/ui/picker-row'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { toast } from '@/ui/toast'

function Profile() {
  const account = useAccount()
  const form = useForm({ name: account?.name ?? '' })
  const name = useField(form, 'name')
  const refusal = useFormProblem(form)
  const { submit, busy } = useSubmit(form, {
    check: (values): Problems => {
      const problem = nameProblem(values.name, '称呼')
      return problem ? { name: problem } : {}
    },
    send: async (values) => {
      updateAccount(await api('PATCH /api/auth/me', { body: { name: storedName(values.name) } }))
      toast('已保存')
      await back()
    },
  })
  return (
    <Screen
      title="我的资料"
      foot={
        <FootBar>
          <Button grow busy={busy} busyText="保存中" onTap={() => void submit()}>
            保存
          </Button>
        </FootBar>
      }
    >
      <Card pad="rows">
        <Field
          look="row"
          label="称呼"
          placeholder="别人怎么叫您"
          maxLength={NAME_MAX}
          {...name}
          error={name.error ?? refusal}
        />
        {account?.username ? <FormRow label="用户名" value={account.username} /> : null}
        <PickerRow label="手机号" value={account?.phone ?? ''} placeholder="绑定手机号" onTap={() => go('phone')} />
        {account?.hasPassword ? (
          <PickerRow label="密码" value="" placeholder="改密码" onTap={() => go('password')} />
        ) : null}
        {account?.department ? <FormRow label="部门" value={account.department} /> : null}
        <FormRow label="身份" value={account?.roleLabel ?? ''} />
      </Card>
    </Screen>
  )
}

export default guardPage(Profile)
