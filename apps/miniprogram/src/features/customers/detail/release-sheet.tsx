import { View } from '@tarojs/components'
import { CLAIM_BACK_DAYS } from '@qingpin/contract/customers/pool.rules'
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
import { customerChanged, releaseCustomer, type CustomerDetail } from '../api'

const REASON_MAX = 200
const REASONS = ['联系不上', '不需要了', '没有合适的阿姨', '离得远'] as const

interface ReleaseSheetProps {
  readonly customer: CustomerDetail
  readonly open: boolean
  readonly onClose: () => void
}

/** Puts the customer into the public pool, with a reason that colleagues read there. */
export function ReleaseSheet({ customer: { id, name }, open, onClose }: ReleaseSheetProps) {
  const [reason, setReason] = useState('')
  const keyFor = useIdempotencyKey()
  const { run, busy, problem } = useAction(async () => {
    const body = { reason: reason.trim() || null }
    await releaseCustomer(id, body, keyFor(body))
    customerChanged(id)
    onClose()
    toast(`${name}放回公海了`)
    void back()
  })
  return (
    <Sheet
      open={open}
      title="放回公海"
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="正在放" onTap={() => void run()}>
          放回公海
        </Button>
      }
    >
      <View className="cd-release">约好的跟进会取消，同事都能领。{CLAIM_BACK_DAYS}天后您才能再领回来。</View>
      <Chips<string>
        ground="surface"
        options={REASONS.map((text) => ({ value: text, label: text }))}
        value={[reason]}
        onTap={(text) => setReason(text === reason ? '' : text)}
      />
      <Field value={reason} onInput={setReason} label="原因" placeholder="同事领的时候看得到" maxLength={REASON_MAX} />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
