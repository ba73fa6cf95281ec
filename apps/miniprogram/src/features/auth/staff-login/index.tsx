import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { useForm, useSubmit } from '@/app/form/use-form'
import { setValues, type Problems } from '@/app/form/form'
import { FormField, FormProblem } from '@/app/form/fields'
import { useClientConfig } from '@/app/client-config'
import { go, replace, useParams } from '@/app/pages'
import { currentSession } from '@/app/session'
import { signInAsStaff } from '@/app/sign-in'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { toast } from '@/ui/toast'
import '../auth.scss'

function StaffLogin() {
  const demo = useClientConfig().data?.demo
  const { account } = useParams('staffLogin')
  const form = useForm({ username: '', password: '' })
  const { submit, busy } = useSubmit(form, {
    check: ({ username, password }): Problems =>
      storedText(username) === '' || password === '' ? { form: '请填用户名和密码。' } : {},
    send: async ({ username, password }) => {
      const temporary = await signInAsStaff(storedText(username), password)
      toast('已登录')
      if (temporary) replace('password')
      // The session had ended in the middle of something: back to it, with what was typed.
      else if (account && currentSession()?.user.id === account) await back()
      else replace('home')
    },
  })
  return (
    <Screen title="员工登录">
      <View className="auth-fields">
        <FormField form={form} name="username" label="用户名" placeholder="管理员给的用户名" maxLength={64} />
        <FormField
          form={form}
          name="password"
          label="密码"
          placeholder="密码"
          keyboard="password"
          onDone={() => void submit()}
        />
        <FormProblem form={form} />
      </View>
      <View className="auth-go">
        <Button busy={busy} busyText="登录中" onTap={() => void submit()}>
          登录
        </Button>
        {account ? (
          <Button kind="text" onTap={() => go('login')}>
            不是员工，用手机号登录
          </Button>
        ) : null}
      </View>
      {demo ? (
        <View className="auth-demo">
          <Card title="演示账号" pad="rows">
            {demo.staff.map((one) => (
              <Row
                key={one.username}
                title={one.name}
                note={one.roleLabel}
                value={`${one.username} / ${one.password}`}
                opens={false}
                onTap={() => setValues(form, { username: one.username, password: one.password })}
              />
            ))}
          </Card>
        </View>
      ) : null}
    </Screen>
  )
}

export default guardPage(StaffLogin)
