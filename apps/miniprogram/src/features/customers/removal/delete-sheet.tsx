import { DELETION_REASON_MAX, RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import type { CustomerDetail } from '../api'
import { deleteCustomer } from './api'
import '../transfers/transfers.scss'

const REASONS = ['录错了', '号码是假的', '同行来试探', '客户要求删除'] as const

interface DeleteSheetProps {
  readonly customer: CustomerDetail
  readonly open: boolean
  readonly onClose: () => void
}

/** Deletes the customer, with a reason that the list of deleted ones shows. */
export function DeleteSheet({ customer: { id, name }, open, onClose }: DeleteSheetProps) {
  const [reason, setReason] = useState('')
  const keyFor = useIdempotencyKey()
  const { run, busy, problem } = useAction(async () => {
    const text = reason.trim()
    await deleteCustomer(id, text, keyFor({ text }))
    onClose()
    toast(`${name}删除了`)
    void back()
  })
  return (
    <Sheet
      open={open}
      title={`删除${name}`}
      onClose={onClose}
      footer={
        <Button
          kind="danger"
          grow
          busy={busy}
          busyText="正在删除"
          disabled={reason.trim() === ''}
          onTap={() => void run()}
        >
          {reason.trim() === '' ? '先写原因' : '删除客户'}
        </Button>
      }
    >
      <View className="ct-why">{RESTORE_DAYS}天内经理能恢复，往来记录都在；过了就永久删掉。</View>
      <Chips<string>
        ground="surface"
        options={REASONS.map((text) => ({ value: text, label: text }))}
        value={[reason]}
        onTap={(text) => setReason(text === reason ? '' : text)}
      />
      <Field value={reason} onInput={setReason} label="原因" placeholder="为什么删除" maxLength={DELETION_REASON_MAX} />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
