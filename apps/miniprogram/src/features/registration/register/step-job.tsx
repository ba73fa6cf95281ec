import { OptionCard } from '@/ui/option-card'
import { trades } from './trades'
import { change, useRegistrationForm } from '../draft'
import { Question } from './question'

export function StepJob() {
  const jobType = useRegistrationForm(({ values }) => values.jobType)
  return (
    <Question title="您想做什么工作？" note="选一样最想做的">
      {trades.map(({ value, label, note, icon }) => (
        <OptionCard
          key={value}
          title={label}
          note={note}
          icon={icon}
          on={jobType === value}
          onTap={() => change({ jobType: value })}
        />
      ))}
    </Question>
  )
}
