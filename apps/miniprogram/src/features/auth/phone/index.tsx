import { View } from '@tarojs/components'
import { api } from '@/app/api'
import { type Account, updateAccount, useAccount } from '@/app/session'
import { hasWechat } from '@/platform/login-code'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FormRow } from '@/ui/form-row'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { type ProvedBy, useProving, useSmsForm } from '../sms-code'
import { SmsFields } from '../sms-fields'

/** Binds or replaces a phone number, by WeChat's button or by an SMS code. */
function Phone() {
  const phone = useAccount()?.phone
  const form = useSmsForm()
  const { busy, prove } = useProving(form)
  const bind = (by: ProvedBy, proof: () => Promise<Account>) =>
    void prove(by, async () => updateAccount(await proof()), phone ? '已换成新号' : '已绑定')
  const bySms = () => {
    const proof = form.checked()
    if (proof) bind('sms', () => api('POST /api/auth/phone', { body: proof }))
  }
  const byWechat = (phoneCode: string | undefined) => {
    // The person may refuse, and use the SMS fields below.
    if (phoneCode) bind('wechat', () => api('POST /api/auth/phone/wechat', { body: { phoneCode } }))
  }
  return (
    <Screen title={phone ? '换绑手机号' : '绑定手机号'}>
      <Card pad="rows">
        <FormRow label="现在的号" value={phone ?? '还没绑定'} />
      </Card>
      <View className="auth-why">
        {phone
          ? '换绑后，用新号收验证码登录，旧号不再能登录这个账号。'
          : '绑定后，换手机、换浏览器都能用这个号登录，登记和面试都还在。'}
      </View>
      {hasWechat ? (
        <View className="auth-go auth-go--first">
          <Button openType="getPhoneNumber" busy={busy === 'wechat'} busyText="绑定中" onPhoneCode={byWechat}>
            {phone ? '换成微信手机号' : '绑定微信手机号'}
          </Button>
          <View className="auth-or">或用短信验证码</View>
        </View>
      ) : null}
      <SmsFields form={form} onDone={bySms} />
      <View className="auth-go">
        <Button kind={hasWechat ? 'sec2' : 'primary'} busy={busy === 'sms'} busyText="绑定中" onTap={bySms}>
          {phone ? '换成这个号' : '绑定这个号'}
        </Button>
      </View>
    </Screen>
  )
}

export default guardPage(Phone)
