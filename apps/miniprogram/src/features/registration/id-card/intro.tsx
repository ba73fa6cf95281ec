import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { Icon } from '@/ui/icon'
import type { IconName } from '@/ui/icon-names'

const LINES: readonly { icon: IconName; title: string; text: string }[] = [
  { icon: 'idcard', title: '读有头像的一面', text: '姓名、性别、生日、民族、户籍地址和身份证号，省得一个个打字。' },
  { icon: 'eye', title: '先给您看', text: '读出来的您一项项看过，您同意的才算数。' },
  {
    icon: 'shield',
    title: '照片不留下',
    text: '照片只用来读字，可能交给微信的识别服务读，读完就删。想留作资料，您自己勾选。',
  },
]

interface IntroProps {
  readonly problem: string | undefined
  readonly signedOut: boolean
  /** Beside her resume, and not into a form. */
  readonly compares: boolean
}

/** Explains what the picture is for and what happens to it, before the camera opens. */
export function Intro({ problem, signedOut, compares }: IntroProps) {
  return (
    <>
      <View className="ic-q">
        <View className="ic-q__title">{compares ? '拍身份证，和简历对一对' : '拍身份证，自动填资料'}</View>
        <View className="ic-q__note">{compares ? '看看我们记的对不对' : '不拍也能登记，自己填是一样的'}</View>
      </View>
      <Card>
        {LINES.map(({ icon, title, text }) => (
          <View key={title} className="ic-line">
            <Icon name={icon} className="ic-line__icon" />
            <View className="ic-line__text">
              <View className="ic-line__title">{title}</View>
              <View className="ic-line__note">{text}</View>
            </View>
          </View>
        ))}
      </Card>
      {signedOut ? (
        <View className="ic-login">要先登录才能识别，免得别人拿它来查证件。填过的都在，登录后接着填。</View>
      ) : null}
      {problem ? (
        <View className="ic-problem">
          <FieldError text={problem} />
        </View>
      ) : null}
    </>
  )
}
