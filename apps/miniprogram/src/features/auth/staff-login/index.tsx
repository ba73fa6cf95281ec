import { View } from '@tarojs/components'
import { useState } from 'react'
import { useClientConfig } from '@/app/client-config'
import { replace } from '@/app/pages'
import { signInAsStaff } from '@/app/sign-in'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { readError } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { toast } from '@/ui/toast'
import '../auth.scss'

export default function StaffLogin() {
  const demo = useClientConfig().data?.demo
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)

  const enter = async () => {
    if (busy) return
    if (username.trim() === '' || password === '') {
      setError('请填用户名和密码。')
      return
    }
    setBusy(true)
    try {
      const temporary = await signInAsStaff(username.trim(), password)
      toast('已登录')
      if (temporary) replace('password')
      else replace('home')
    } catch (failure) {
      setError(readError(failure).title)
    } finally {
      setBusy(false)
    }
  }
  const change = (set: (text: string) => void) => (text: string) => {
    set(text)
    setError('')
  }
  return (
    <Screen title="员工登录">
      <View className="auth-fields">
        <Field
          label="用户名"
          placeholder="管理员给的用户名"
          value={username}
          maxLength={64}
          onInput={change(setUsername)}
        />
        <Field
          label="密码"
          placeholder="密码"
          keyboard="password"
          value={password}
          onInput={change(setPassword)}
          onDone={() => void enter()}
        />
        {error ? <FieldError text={error} /> : null}
      </View>
      <View className="auth-go">
        <Button busy={busy} busyText="登录中" onTap={() => void enter()}>
          登录
        </Button>
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
                onTap={() => {
                  change(setUsername)(one.username)
                  setPassword(one.password)
                }}
              />
            ))}
          </Card>
        </View>
      ) : null}
    </Screen>
  )
}
