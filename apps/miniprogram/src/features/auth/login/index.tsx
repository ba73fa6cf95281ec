import { View } from '@tarojs/components'
import { CallAgency } from '@/app/agency'
import { useClientConfig } from '@/app/client-config'
import { go } from '@/app/pages'
import { signInBySms, signInByWechat } from '@/app/sign-in'
import { copyText } from '@/platform/clipboard'
import { hasWechat } from '@/platform/login-code'
import { Art } from '@/ui/art'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { toast } from '@/ui/toast'
import { type ProvedBy, useProving, useSmsForm } from '../sms-code'
import { SmsFields } from '../sms-fields'

function Login() {
  const form = useSmsForm()
  const { busy, prove } = useProving(form)
  const enter = (by: ProvedBy, signIn: () => Promise<unknown>) => void prove(by, signIn, '已登录')
  const bySms = () => {
    const proof = form.checked()
    if (proof) enter('sms', () => signInBySms(proof.phone, proof.code))
  }
  // The person may refuse; everything else on the page still works.
  const byWechatPhone = (phoneCode: string | undefined) => {
    if (phoneCode) enter('wechat', () => signInByWechat(phoneCode))
  }
  return (
    <Screen title="登录">
      <View className="auth-head">
        <Art name="mark" size="mark" />
        <View className="auth-head__title">用手机号登录</View>
        <View className="auth-head__text">第一次登录会自动建好账号</View>
      </View>
      <SmsFields form={form} onDone={bySms} />
      <View className="auth-go">
        <Button busy={busy === 'sms'} busyText="登录中" onTap={bySms}>
          登录
        </Button>
        {hasWechat ? (
          <Button
            kind="sec2"
            openType="getPhoneNumber"
            busy={busy === 'wechat'}
            busyText="登录中"
            onPhoneCode={byWechatPhone}
          >
            用微信手机号登录
          </Button>
        ) : null}
        {hasWechat ? (
          <Button
            kind="text"
            busy={busy === 'wechat'}
            busyText="登录中"
            onTap={() => enter('wechat', () => signInByWechat())}
          >
            用微信登录
          </Button>
        ) : null}
        <Button kind="text" onTap={() => go('staffLogin')}>
          我是员工，用账号登录
        </Button>
        <CallAgency>登录不了，打电话问</CallAgency>
      </View>
      <DemoPeople onPick={form.setPhone} />
    </Screen>
  )
}

/** The demo logins, and where their codes appear. Absent in production. */
function DemoPeople({ onPick }: { readonly onPick: (phone: string) => void }) {
  const demo = useClientConfig().data?.demo
  if (!demo) return null
  const copy = async () => {
    if (await copyText(demo.smsOutbox)) toast('网址已复制')
  }
  return (
    <View className="auth-demo">
      <Card title="演示账号" pad="rows">
        {demo.people.map(({ phone, name, note }) => (
          <Row key={phone} title={name} note={note} value={phone} opens={false} onTap={() => onPick(phone)} />
        ))}
        <Row icon="message" title="验证码在短信收件箱" note={demo.smsOutbox} opens={false} onTap={() => void copy()} />
      </Card>
    </View>
  )
}

export default guardPage(Login)
