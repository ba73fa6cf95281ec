import { View } from '@tarojs/components'
import { CUSTOMER_MAX } from '@qingpin/contract/customers/customers.rules'
import { useStore } from 'zustand'
import { useField } from '@/app/form/fields'
import { FormArea, FormField, FormProblem } from '@/app/form/fields'
import type { AnyForm } from '@/app/form/form'
import { useForm, useSubmit } from '@/app/form/use-form'
import type { Fields } from '@/app/outbox/items'
import { deliverEdit } from '@/app/outbox/sender'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { customerChanged, type CustomerDetail } from '../api'
import { bodyOf, changedFields, FIELDS, specOf, valuesOf, type FieldName, type Values } from '../edit/form'
import { formatStored } from '../outbox/items'

/** The lines of the demand, and the fields that each of them shows. */
const DEMAND_LINES = {
  工种: ['serviceCategory', 'serviceDays', 'stayIn'],
  上户: ['expectedStartDate', 'expectedDeliveryDate'],
  预算: ['salaryBudgetMin', 'salaryBudget'],
  休息: ['restSchedule'],
  家里: ['familySize', 'homeArea'],
  住址: ['area', 'address'],
  要求: ['ageRequirement', 'genderRequirement', 'originRequirement', 'educationRequirement'],
  看重: ['likes'],
  备注: ['remarks'],
} as const satisfies Record<string, readonly FieldName[]>
export type DemandLine = keyof typeof DEMAND_LINES

const PLACEHOLDERS: Readonly<Partial<Record<FieldName, string>>> = {
  serviceDays: '多少天',
  expectedStartDate: '例如 2026-12-18',
  expectedDeliveryDate: '例如 2026-12-18',
  salaryBudgetMin: '每月最少多少元',
  salaryBudget: '每月最多多少元',
  familySize: '几口人',
  homeArea: '多少平方米',
  area: '例如 滨江',
  likes: '几样用顿号分开',
}
const LONG: readonly FieldName[] = ['remarks']

interface DemandSheetProps {
  readonly customer: CustomerDetail
  readonly line: DemandLine
  readonly onClose: () => void
}

/** Changes one line of the demand where it is read. */
export function DemandSheet({ customer, line, onClose }: DemandSheetProps) {
  const { id, name, version } = customer
  const names: readonly FieldName[] = DEMAND_LINES[line]
  const form = useForm<Values>(valuesOf(customer))
  const count = useStore(form, ({ base, values }) => changedFields(base, values).length)
  const { busy, submit } = useSubmit(form, {
    check: () => ({}),
    send: async (values) => {
      const { base } = form.getState()
      const changed = changedFields(base, values)
      const body = { ...bodyOf(values, changed), version } as Fields
      const before: Fields = Object.fromEntries(changed.map((field) => [field, base[field]]))
      const sent = await deliverEdit({ kind: 'edit', name, customerId: id, body, base: before })
      customerChanged(id)
      toast(sent ? `${line}改好了` : formatStored(id))
      onClose()
    },
  })
  return (
    <Sheet
      open
      title={line}
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="保存中" disabled={count === 0} onTap={() => void submit()}>
          {count > 0 ? '存好' : '还没有改动'}
        </Button>
      }
    >
      {names.map((field) => (
        <Part key={field} form={form} name={field} />
      ))}
      <FormProblem form={form} />
    </Sheet>
  )
}

interface PartProps {
  readonly form: AnyForm<Values>
  readonly name: FieldName
}

function Part({ form, name }: PartProps) {
  const { whole, options } = specOf(name)
  const placeholder = PLACEHOLDERS[name] ?? '可以不填'
  if (options) return <Choices form={form} name={name} options={options} />
  if (LONG.includes(name)) {
    return <FormArea form={form} name={name} placeholder={placeholder} maxLength={CUSTOMER_MAX.remarks} />
  }
  return (
    <FormField
      form={form}
      look="row"
      name={name}
      label={FIELDS[name].label}
      placeholder={placeholder}
      {...(whole ? { keyboard: 'number' } : {})}
      maxLength={whole ? 8 : CUSTOMER_MAX.address}
    />
  )
}

interface ChoicesProps extends PartProps {
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** Tapped again, a choice is taken back. */
function Choices({ form, name, options }: ChoicesProps) {
  const { value, error, onInput } = useField(form, name)
  return (
    <View className="cd-choices">
      <View className="cd-choices__label">{FIELDS[name].label}</View>
      <Chips<string>
        ground="surface"
        options={options}
        value={[value]}
        onTap={(next) => onInput(next === value ? '' : next)}
      />
      {error ? <View className="cd-choices__error">{error}</View> : null}
    </View>
  )
}
