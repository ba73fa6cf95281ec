import { View } from '@tarojs/components'
import { storedText } from '@qingpin/contract/core/text'
import { refusalsFor, refusalSentence, type RefusalReason } from '@qingpin/contract/reviews/reviews.enums'
import { REFUSAL_NOTE_MAX } from '@qingpin/contract/reviews/reviews.rules'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { useDeciding, type Waiting } from './decide'
import './refuse-sheet.scss'

interface RefuseSheetProps {
  readonly item: Waiting
  readonly onClose: () => void
}

/** Takes something down: why, and what its author will read. */
export function RefuseSheet({ item, onClose }: RefuseSheetProps) {
  const [reason, setReason] = useState<RefusalReason>()
  const [note, setNote] = useState('')
  const { run, busy, problem } = useDeciding(onClose)
  const words = storedText(note)
  const isOther = reason === 'other'
  const ready = reason !== undefined && (!isOther || words !== '')
  const refuse = () =>
    reason !== undefined && void run(item, { verdict: 'refuse', reason, ...(isOther ? { note: words } : {}) })
  return (
    <Sheet
      open
      title={item.kind === 'picture' ? '拿掉这张图片' : '拿掉这段文字'}
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="正在拿掉" disabled={!ready} onTap={refuse}>
          {ready ? '拿掉，告诉对方' : isOther ? '写一句原因' : '先选原因'}
        </Button>
      }
    >
      <Chips<RefusalReason>
        ground="surface"
        options={refusalsFor(item.kind)}
        value={reason === undefined ? [] : [reason]}
        onTap={setReason}
      />
      {isOther ? (
        <Field
          value={note}
          onInput={setNote}
          label="对方会看到"
          placeholder="例如：照片里有别人家的孩子，请换一张"
          maxLength={REFUSAL_NOTE_MAX}
        />
      ) : reason ? (
        <View className="rv-read">
          <View className="rv-read__label">对方会看到</View>
          <View>{refusalSentence(reason, null)}</View>
        </View>
      ) : null}
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
