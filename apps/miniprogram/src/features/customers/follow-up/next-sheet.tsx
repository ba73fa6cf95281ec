import { PickOneSheet } from '@/ui/picker-sheet'
import { quickPlans, formatPlanDay } from './plans'

interface NextSheetProps {
  readonly open: boolean
  readonly now: number
  /** The chosen day, or `none`. */
  readonly onPick: (plan: string) => void
  readonly onOtherDay: () => void
  readonly onClose: () => void
}

const OTHER_DAY = 'other-day'

/** Asks for the next day when saving without one; a tap answers and saves. */
export function NextSheet({ open, now, onPick, onOtherDay, onClose }: NextSheetProps) {
  const plans = quickPlans(now).map(({ value, label }) => ({
    value,
    label,
    note: value === 'none' ? '不再排进「今天要跟」' : formatPlanDay(value, now),
  }))
  const days = plans.filter(({ value }) => value !== 'none')
  const none = plans.filter(({ value }) => value === 'none')
  return (
    <PickOneSheet<string>
      open={open}
      title="还没选下次跟进"
      options={[...days, { value: OTHER_DAY, label: '选别的日子' }, ...none]}
      value={undefined}
      onPick={(value) => (value === OTHER_DAY ? onOtherDay() : onPick(value))}
      onClose={onClose}
    />
  )
}
