import { TRANSFER_SENTENCE_MAX } from '@qingpin/contract/customers/transfers.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { customerChanged } from '../api'
import { answerTransfer, transfersChanged, type Transfer } from './api'
import './transfers.scss'

interface AnswerSheetProps {
  readonly transfer: Transfer | undefined
  readonly onClose: () => void
}

/** Yes hands the customer over, no leaves it; either may say why. */
export function AnswerSheet({ transfer, onClose }: AnswerSheetProps) {
  const [sentence, setSentence] = useState('')
  const keyFor = useIdempotencyKey()
  const asker = transfer?.asker?.name ?? '同事'
  const { run, running, busy, problem, forget } = useAction(async (accept: boolean) => {
    if (!transfer) return
    const body = { accept, sentence: sentence.trim() || null }
    await answerTransfer(transfer.id, body, keyFor(body))
    if (transfer.customer.id) customerChanged(transfer.customer.id)
    transfersChanged()
    onClose()
    toast(accept ? `${transfer.customer.name}转给${asker}了` : '回过话了，客户还归原来的人')
  })
  const close = () => {
    forget()
    onClose()
  }
  const button = (accept: boolean) => ({
    grow: true,
    busy: running?.[0] === accept,
    disabled: busy && running?.[0] !== accept,
    onTap: () => void run(accept),
  })
  return (
    <Sheet
      open={transfer !== undefined}
      title={`${asker}想要${transfer?.customer.name ?? ''}`}
      onClose={close}
      footer={
        <>
          <Button kind="plain" busyText="正在回" {...button(false)}>
            先不转
          </Button>
          <Button busyText="正在转" {...button(true)}>
            转给同事
          </Button>
        </>
      }
    >
      <View className="ct-why">
        {transfer?.message ? `${asker}说：“${transfer.message}”` : `${asker}没有说原因。`}
        转过去以后，约好的下次跟进会取消，往来记录都在。
      </View>
      <Field
        value={sentence}
        onInput={setSentence}
        label="回一句"
        placeholder="可以不填"
        maxLength={TRANSFER_SENTENCE_MAX}
      />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
