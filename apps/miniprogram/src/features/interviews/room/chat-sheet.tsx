import { View } from '@tarojs/components'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { classNames } from '@/ui/class-names'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { readError } from '@/ui/read-error'
import { Sheet } from '@/ui/sheet'
import type { ParticipantApi } from '../participant-api'
import type { Line } from './use-participation'

interface ChatSheetProps {
  readonly open: boolean
  readonly lines: readonly Line[]
  readonly me: string
  readonly seat: ParticipantApi
  readonly onClose: () => void
}

/** Text beside the talk, for whoever cannot hear or speak now. Nobody keeps it after the end. */
export function ChatSheet({ open, lines, me, seat, onClose }: ChatSheetProps) {
  const [draft, setDraft] = useState('')
  const [problem, setProblem] = useState('')
  const keyFor = useIdempotencyKey()
  const send = async () => {
    const text = draft.trim()
    if (!text) return
    setProblem('')
    setDraft('')
    try {
      // The same words tried again are the same message; said again later they are another one, so lines count, too.
      const id = keyFor({ text, said: lines.filter(({ from }) => from === me).length }).slice(-20)
      await seat('POST /api/interview/participant/messages', { body: { id, text } })
    } catch (error) {
      // What was written meanwhile is not lost for it.
      setDraft((now) => now || text)
      setProblem(readError(error).title)
    }
  }
  return (
    <Sheet open={open} title="打字" onClose={onClose}>
      <View className="ir-chat">
        {lines.length === 0 ? <View className="ir-chat__none">还没有人说话。面试结束后这些字就没有了。</View> : null}
        {lines.map(({ id, from, name, text }) => (
          <View key={id} className={classNames('ir-said', from === me && 'ir-said--mine')}>
            <View className="ir-said__name">{from === me ? '我' : name}</View>
            <View className="ir-said__text">{text}</View>
          </View>
        ))}
        {problem ? <FieldError text={problem} /> : null}
        <View className="ir-chat__write">
          <View className="ir-chat__field">
            <Field value={draft} onInput={setDraft} placeholder="说点什么" maxLength={500} onDone={() => void send()} />
          </View>
          <Button size="m" icon="send" disabled={!draft.trim()} onTap={() => void send()}>
            发送
          </Button>
        </View>
      </View>
    </Sheet>
  )
}
