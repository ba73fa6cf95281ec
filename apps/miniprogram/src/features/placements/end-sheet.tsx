import { View } from '@tarojs/components'
import { dayIn } from '@qingpin/contract/core/days'
import { storedText } from '@qingpin/contract/core/text'
import { CHOSEN_CAUSES } from '@qingpin/contract/placements/placements.enums'
import { PLACEMENT_REASON_MAX } from '@qingpin/contract/placements/placements.rules'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { endPlacement, placementsChanged, type EndBody, type Placement } from './api'

interface EndSheetProps {
  readonly placement: Placement
  readonly customerId: string
  readonly open: boolean
  readonly onClose: () => void
}

const STAYS = '已签约'
/** What becomes of the customer. */
const NEXT = [
  { value: STAYS, label: '还是已签约' },
  { value: '匹配中', label: '重新匹配' },
  { value: '退款中', label: '退款中' },
  { value: '流失客户', label: '流失' },
] as const

/** Ends a placement: why, when, and what becomes of the customer. */
export function EndSheet({ placement: { id, version, worker }, customerId, open, onClose }: EndSheetProps) {
  const [cause, setCause] = useState<EndBody['cause']>()
  const [reason, setReason] = useState('')
  const [day, setDay] = useState('')
  const [next, setNext] = useState<string>(STAYS)
  const keyFor = useIdempotencyKey()
  const { run, busy, problem } = useAction(async () => {
    if (cause === undefined) return
    const body: EndBody = {
      version,
      cause,
      reason: storedText(reason),
      ...(day.trim() ? { endedOn: dayIn(storedText(day)) ?? day } : {}),
      ...(next === STAYS ? {} : { contractStatus: next }),
    }
    await endPlacement(id, body, keyFor(body))
    placementsChanged(customerId)
    onClose()
    toast(`${worker.name}下户了`)
  })
  const ready = cause !== undefined && storedText(reason) !== ''
  return (
    <Sheet
      open={open}
      title={`${worker.name}下户`}
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="正在办" disabled={!ready} onTap={() => void run()}>
          {ready ? '办下户' : '先选原因，再写一句'}
        </Button>
      }
    >
      <Chips<NonNullable<typeof cause>>
        ground="surface"
        options={CHOSEN_CAUSES}
        value={cause === undefined ? [] : [cause]}
        onTap={setCause}
      />
      <Field
        value={reason}
        onInput={setReason}
        label="怎么回事"
        placeholder="客户和阿姨两边的记录里都看得到"
        maxLength={PLACEMENT_REASON_MAX}
      />
      <Field value={day} onInput={setDay} label="最后一天" placeholder="不填就是今天，例如 2026-12-18" maxLength={20} />
      <View className="pl-say">客户接下来</View>
      <Chips<string> ground="surface" options={NEXT} value={[next]} onTap={setNext} />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
