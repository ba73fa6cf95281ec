import { View } from '@tarojs/components'
import { storedText } from '@qingpin/contract/core/text'
import { PLACEMENT_REASON_MAX } from '@qingpin/contract/placements/placements.rules'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { leaveSigned, placementsChanged, type CustomerBody } from './api'
import './placements.scss'

interface LeaveSignedSheetProps {
  readonly customer: { readonly id: string; readonly version: number }
  /** The status that the customer gets; the sheet is open while there is one. */
  readonly next: string | undefined
  readonly onClose: () => void
}

/** Asks why a customer with a worker is no longer signed, which ends the placement. */
export function LeaveSignedSheet({ customer: { id, version }, next, onClose }: LeaveSignedSheetProps) {
  const [reason, setReason] = useState('')
  const keyFor = useIdempotencyKey()
  const { run, busy, problem } = useAction(async () => {
    if (next === undefined) return
    const body: CustomerBody = { contractStatus: next, placementEndReason: storedText(reason), version }
    await leaveSigned(id, body, keyFor(body))
    placementsChanged(id)
    onClose()
    toast(`改成${next}了`)
  })
  return (
    <Sheet
      open={next !== undefined}
      title="阿姨还在上户"
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="正在改" disabled={storedText(reason) === ''} onTap={() => void run()}>
          {`下户，改成${next ?? ''}`}
        </Button>
      }
    >
      <View className="pl-say">不再是已签约，这次上户也就到今天为止。</View>
      <Field
        value={reason}
        onInput={setReason}
        label="为什么下户"
        placeholder="客户和阿姨两边的记录里都看得到"
        maxLength={PLACEMENT_REASON_MAX}
      />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
