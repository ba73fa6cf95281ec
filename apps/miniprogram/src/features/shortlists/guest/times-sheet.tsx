import { View } from '@tarojs/components'
import { COMMENT_MAX, SLOTS_MOST, slotKey } from '@qingpin/contract/shortlists/shortlists.rules'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { TextArea } from '@/ui/text-area'
import { toast } from '@/ui/toast'
import { setTimes, type GuestShortlist, type Slot } from '../api'
import { dayOptions, formatSlot, openHalves } from '../format'

interface TimesSheetProps {
  readonly list: GuestShortlist
  readonly open: boolean
  readonly onClose: () => void
}

/** Half-days that suit the customer for an interview, and what else there is to say about the time. */
export function TimesSheet({ list, open, onClose }: TimesSheetProps) {
  const now = serverNow()
  const days = dayOptions(now)
  const [slots, setSlots] = useState<readonly Slot[]>(list.slots)
  const [note, setNote] = useState(list.timesNote ?? '')
  const [day, setDay] = useState(days[1]?.value ?? '')
  const { run, busy, problem } = useAction(async () => {
    await setTimes(list.id, slots, note.trim())
    toast(`告诉${list.staffName}了，改主意随时能改`)
    onClose()
  })
  const has = (slot: Slot) => slots.some((one) => slotKey(one) === slotKey(slot))
  const toggle = (slot: Slot) => {
    if (has(slot)) return setSlots(slots.filter((one) => slotKey(one) !== slotKey(slot)))
    if (slots.length >= SLOTS_MOST) return toast(`最多提${SLOTS_MOST}个时间，先去掉一个`)
    setSlots([...slots, slot])
  }
  const halves = openHalves(day, now)
  return (
    <Sheet
      open={open}
      title="什么时候方便面试"
      onClose={onClose}
      footer={
        <Button
          grow
          busy={busy}
          busyText="正在提"
          disabled={slots.length === 0 && note.trim() === '' && list.slots.length === 0}
          onTap={() => void run()}
        >
          告诉{list.staffName}
        </Button>
      }
    >
      <View className="sl-times__label">先选哪天，再选上午、下午还是晚上，可以多选</View>
      <Chips<string> ground="surface" scroll options={days} value={[day]} onTap={setDay} />
      <View className="sl-times__chosen">
        <Chips<Slot['half']>
          ground="surface"
          many
          options={halves.map(({ value, label }) => ({ value, label }))}
          value={halves.map(({ value }) => value).filter((half) => has({ day, half }))}
          onTap={(half) => toggle({ day, half })}
        />
      </View>
      {slots.length > 0 ? (
        <>
          <View className="sl-times__label">已经选的</View>
          <Chips<string>
            ground="surface"
            removable
            options={slots.map((slot) => ({ value: slotKey(slot), label: formatSlot(slot, now) }))}
            value={[]}
            onTap={(key) => setSlots(slots.filter((one) => slotKey(one) !== key))}
          />
        </>
      ) : null}
      <View className="sl-times__label">别的话</View>
      <TextArea value={note} onInput={setNote} placeholder="例如：周末全天都行" maxLength={COMMENT_MAX} />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
