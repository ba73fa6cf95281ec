import { View } from '@tarojs/components'
import { copyText } from '@/platform/clipboard'
import { Button } from '@/ui/button'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'

interface PasswordSheetProps {
  readonly name: string
  readonly username: string
  readonly secret: string | undefined
  readonly onClose: () => void
}

/** Shows a new password once; closing the sheet drops it. */
export function PasswordSheet({ name, username, secret, onClose }: PasswordSheetProps) {
  const copy = async () => {
    if (await copyText(`用户名 ${username}，密码 ${secret}`)) toast('已复制用户名和密码')
  }
  return (
    <Sheet
      open={secret !== undefined}
      title={`${name}的一次性密码`}
      onClose={onClose}
      footer={
        <Button grow icon="copy" onTap={() => void copy()}>
          复制用户名和密码
        </Button>
      }
    >
      <View className="staff-secret">{secret}</View>
      <View className="staff-secret__note">
        只显示这一次，关上就看不到了。请当面或打电话告诉本人，登录后会提醒换成自己的密码。
      </View>
    </Sheet>
  )
}
