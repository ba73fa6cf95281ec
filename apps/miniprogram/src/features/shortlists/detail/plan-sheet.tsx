import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { planInterview, type Shortlist, type Slot } from '../api'
import { dayOptions, formatSlot, openHalves, startsIn, usualStart } from '../format'

interface PlanSheetProps {
  readonly list: Shortlist
  /** The half-day from which it begins; absent where the sheet is closed. */
  readonly slot: Slot | undefined
  readonly workerId: string | undefined
  readonly onClose: () => void
}

/** Makes an interview of a half-day: the worker whom the customer wants to see and the usual hour are chosen already. */
export function PlanSheet({ list, slot, workerId, onClose }: PlanSheetProps) {
  const now = serverNow()
  const shown = list.items.filter(({ state }) => state === 'shown')
  const first =
    shown.find(({ liked, interview }) => liked && !interview) ?? shown.find(({ liked }) => liked) ?? shown[0]
  const [worker, setWorker] = useState(workerId ?? first?.id ?? '')
  const [half, setHalf] = useState<Slot | undefined>(slot)
  const [at, setAt] = useState(slot ? usualStart(slot, now) : undefined)
  const keyFor = useIdempotencyKey()
  const { run, busy, problem } = useAction(async () => {
    if (!at || !worker) return
    const body = { workerId: worker, at: new Date(Number(at)).toISOString() }
    await planInterview(list.id, body, keyFor(body))
    toast('约好了，客户的名单上看得到')
    onClose()
  })
  const move = (next: Slot) => {
    setHalf(next)
    setAt(usualStart(next, now))
  }
  return (
    <Sheet
      open={slot !== undefined}
      title="约面试"
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="正在约" disabled={!at || !worker} onTap={() => void run()}>
          约好
        </Button>
      }
    >
      <View className="sl-times__label">见谁</View>
      <Chips<string>
        ground="surface"
        options={shown.map(({ id, name, liked }) => ({ value: id, label: liked ? `${name}，想见` : name }))}
        value={[worker]}
        onTap={setWorker}
      />
      {list.slots.length > 0 ? (
        <>
          <View className="sl-times__label">{list.recipient}提的</View>
          <Chips<string>
            ground="surface"
            options={list.slots.map((one) => ({ value: `${one.day} ${one.half}`, label: formatSlot(one, now) }))}
            value={half ? [`${half.day} ${half.half}`] : []}
            onTap={(key) => {
              const next = list.slots.find((one) => `${one.day} ${one.half}` === key)
              if (next) move(next)
            }}
          />
        </>
      ) : (
        <>
          <View className="sl-times__label">哪天</View>
          <Chips<string>
            ground="surface"
            scroll
            options={dayOptions(now)}
            value={half ? [half.day] : []}
            onTap={(day) => move({ day, half: half?.half ?? 'morning' })}
          />
          <View className="sl-times__label">什么时候</View>
          <Chips<Slot['half']>
            ground="surface"
            options={openHalves(half?.day ?? '', now).map(({ value, label }) => ({ value, label }))}
            value={half ? [half.half] : []}
            onTap={(next) => half && move({ day: half.day, half: next })}
          />
        </>
      )}
      <View className="sl-times__label">几点</View>
      {half && startsIn(half, now).length > 0 ? (
        <Chips<string> ground="surface" options={startsIn(half, now)} value={at ? [at] : []} onTap={setAt} />
      ) : (
        <View className="sd-note">这半天已经过了，换一个时间。</View>
      )}
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
