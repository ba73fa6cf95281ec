import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { MESSAGE_MAX } from '@qingpin/contract/interviews/interviews.rules'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { classNames } from '@/ui/class-names'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import type { ParticipantApi } from '../participant-api'
import type { Line } from './use-participation'

interface ChatSheetProps {
  readonly open: boolean
  readonly lines: readonly Line[]
  readonly me: string
  readonly call: ParticipantApi
  readonly onClose: () => void
}

/** Text messages beside the video; deleted when the room ends. */
export function ChatSheet({ open, lines, me, call, onClose }: ChatSheetProps) {
  const [draft, setDraft] = useState('')
  const keyFor = useIdempotencyKey()
  const sending = useAction(async (text: string) => {
    setDraft('')
    try {
      // A repeated try is the same message; the same text sent again later is another one, so the lines count, too.
      const id = keyFor({ text, sent: lines.filter(({ from }) => from === me).length }).slice(-20)
      await call('POST /api/interview/participant/messages', { body: { id, text } })
    } catch (error) {
      // A text that was typed in the meantime stays.
      setDraft((now) => now || text)
      throw error
    }
  })
  const send = () => {
    const text = storedText(draft)
    if (text) void sending.run(text)
  }
  return (
    <Sheet open={open} title="打字" onClose={onClose}>
      <View className="ir-chat">
        {lines.length === 0 ? <View className="ir-chat__none">还没有人说话。面试结束后这些字就没有了。</View> : null}
        {lines.map(({ id, from, name, text }) => (
          <View key={id} className={classNames('ir-message', from === me && 'ir-message--mine')}>
            <View className="ir-message__name">{from === me ? '我' : name}</View>
            <View className="ir-message__text">{text}</View>
          </View>
        ))}
        {sending.problem ? <FieldError {...sending.problem} /> : null}
        <View className="ir-chat__write">
          <View className="ir-chat__field">
            <Field value={draft} onInput={setDraft} placeholder="说点什么" maxLength={MESSAGE_MAX} onDone={send} />
          </View>
          <Button size="m" icon="send" busy={sending.busy} disabled={!storedText(draft)} onTap={send}>
            发送
          </Button>
        </View>
      </View>
    </Sheet>
  )
}
