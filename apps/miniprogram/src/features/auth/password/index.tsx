import { passwordProblem } from '@qingpin/contract/auth/password.rules'
import { View } from '@tarojs/components'
import { useForm, useSubmit } from '@/app/form/use-form'
import type { Problems } from '@/app/form/form'
import { FormField, FormProblem } from '@/app/form/fields'
import { api } from '@/app/api'
import { replace } from '@/app/pages'
import { updateAccount, useAccount } from '@/app/session'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { toast } from '@/ui/toast'
import '../auth.scss'

const EMPTY = { password: '', newPassword: '', again: '' }
function problemsOf({ password, newPassword, again }: typeof EMPTY, username: string | null | undefined): Problems {
  const weak = passwordProblem(newPassword, username)
  return {
    ...(password ? {} : { password: '请填现在的密码。' }),
    ...(weak ? { newPassword: weak } : newPassword === password ? { newPassword: '要和现在的密码不一样。' } : {}),
    ...(again === newPassword ? {} : { again: '两次填的不一样，请核对。' }),
  }
}

function Password() {
  const account = useAccount()
  const temporary = account?.passwordTemporary
  const form = useForm(EMPTY)
  const { submit, busy } = useSubmit(form, {
    check: (values) => problemsOf(values, account?.username),
    send: async ({ password, newPassword }) => {
      updateAccount(await api('POST /api/auth/password', { body: { password, newPassword } }))
      toast('密码已改')
      if (temporary) replace('home')
      else await back()
    },
  })
  const secret = { form, keyboard: 'password', maxLength: 200 } as const
  return (
    <Screen title="改密码">
      <View className="auth-why">
        {temporary
          ? '现在的密码是管理员设的临时密码。换成只有您自己知道的，才能接着用。'
          : '改好以后，其他设备上的登录会退出，这里不用重新登录。'}
      </View>
      <View className="auth-fields">
        <FormField
          {...secret}
          name="password"
          label="现在的密码"
          placeholder={temporary ? '管理员给的密码' : '现在用的密码'}
        />
        <FormField {...secret} name="newPassword" label="新密码" placeholder="至少8位，别用常见的密码和用户名" />
        <FormField {...secret} name="again" label="再填一次" placeholder="和上面一样" onDone={() => void submit()} />
        <FormProblem form={form} />
      </View>
      <View className="auth-go">
        <Button busy={busy} busyText="保存中" onTap={() => void submit()}>
          保存新密码
        </Button>
      </View>
    </Screen>
  )
}

export default guardPage(Password)
