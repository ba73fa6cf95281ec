import { MESSAGE_STATE_LABELS } from '@qingpin/contract/wechat/wechat.enums'
import { TEMPLATE_FIELD_MAX } from '@qingpin/contract/wechat/wechat.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '@/app/api'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'

const USUAL = '这是一条测试消息'

interface TestMessageSheetProps {
  readonly to: { readonly userId: string; readonly name: string } | undefined
  readonly onSent: () => void
  readonly onClose: () => void
}

/** Sends a test message to one person. Open while there is one. */
export function TestMessageSheet({ to, onSent, onClose }: TestMessageSheetProps) {
  const [text, setText] = useState(USUAL)
  const { run, busy, problem, forget } = useAction(async () => {
    if (!to) return
    try {
      const { state } = await api('POST /api/wechat/test-message', { body: { userId: to.userId, message: text } })
      onClose()
      toast(MESSAGE_STATE_LABELS[state])
    } finally {
      onSent()
    }
  })
  const close = () => {
    forget()
    onClose()
  }
  return (
    <Sheet
      open={to !== undefined}
      title={`给${to?.name ?? ''}发测试消息`}
      onClose={close}
      footer={
        <Button grow busy={busy} busyText="正在发" onTap={() => void run()}>
          发送
        </Button>
      }
    >
      <Field value={text} onInput={setText} label="写什么" maxLength={TEMPLATE_FIELD_MAX} />
      <View className="staff-note">最多{TEMPLATE_FIELD_MAX}个字。一分钟里同一句话只发一次。</View>
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
