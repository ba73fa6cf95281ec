import { View } from '@tarojs/components'
import { CUSTOMER_MAX } from '@qingpin/contract/customers/customers.rules'
import { useStore } from 'zustand'
import { FormArea, FormField, FormProblem, useField } from '@/app/form/fields'
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
import { likesIn, suggestedLikes, withLike } from './likes'
import { demandProblems } from './problems'
import './demand.scss'

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
  /** What matching compares. */
  需求: [
    'serviceCategory',
    'stayIn',
    'salaryBudgetMin',
    'salaryBudget',
    'expectedStartDate',
    'originRequirement',
    'ageRequirement',
    'likes',
  ],
} as const satisfies Record<string, readonly FieldName[]>
export type DemandLine = keyof typeof DEMAND_LINES

/** As it is asked for here, where the form of a customer says it shorter. */
const LABELS: Readonly<Partial<Record<FieldName, string>>> = {
  serviceCategory: '工种',
  stayIn: '住不住家',
  likes: '看重什么，点一下就加上',
}
const labelOf = (name: FieldName): string => LABELS[name] ?? FIELDS[name].label

const PLACEHOLDERS: Readonly<Partial<Record<FieldName, string>>> = {
  serviceDays: '多少天',
  expectedStartDate: '例如 2026-12-18',
  expectedDeliveryDate: '例如 2026-12-18',
  salaryBudgetMin: '每月最少多少元',
  salaryBudget: '每月最多多少元',
  familySize: '几口人',
  homeArea: '多少平方米',
  area: '例如 滨江',
  originRequirement: '例如 江浙，可以不填',
  ageRequirement: '例如 45岁以下',
  likes: '也可以自己写，用、隔开',
}
const MOST: Readonly<Partial<Record<FieldName, number>>> = {
  remarks: CUSTOMER_MAX.remarks,
  likes: CUSTOMER_MAX.likes * (CUSTOMER_MAX.like + 1),
  address: CUSTOMER_MAX.address,
}

/** A customer as far as its demand is known; what is not shown is not changed. */
type Demanded = Pick<CustomerDetail, 'id' | 'name' | 'version'> & Partial<Pick<CustomerDetail, FieldName>>

interface DemandSheetProps {
  readonly customer: Demanded
  readonly line: DemandLine
  readonly onClose: () => void
}

/** Changes the demand, or a line of it, where it is read. Drawn while it is open only, so that it begins afresh. */
export function DemandSheet({ customer, line, onClose }: DemandSheetProps) {
  const { id, name, version } = customer
  const names: readonly FieldName[] = DEMAND_LINES[line]
  const form = useForm<Values>(valuesOf(customer))
  const count = useStore(form, ({ base, values }) => changedFields(base, values).length)
  const { busy, submit } = useSubmit(form, {
    check: (values) => demandProblems(values, names),
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
  if (name === 'likes') return <Likes form={form} name={name} />
  if (name === 'remarks') {
    return <FormArea form={form} name={name} placeholder={placeholder} maxLength={CUSTOMER_MAX.remarks} />
  }
  return (
    <FormField
      form={form}
      look="row"
      name={name}
      label={labelOf(name)}
      placeholder={placeholder}
      {...(whole ? { keyboard: 'number' } : {})}
      maxLength={whole ? 8 : (MOST[name] ?? CUSTOMER_MAX.requirement)}
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
    <View className="demand-part">
      <View className="demand-part__label">{labelOf(name)}</View>
      <Chips<string>
        ground="surface"
        options={options}
        value={[value]}
        onTap={(next) => onInput(next === value ? '' : next)}
      />
      {error ? <View className="demand-part__error">{error}</View> : null}
    </View>
  )
}

/** Suggestions by the service, and words of one's own. */
function Likes({ form, name }: PartProps) {
  const { value, onInput } = useField(form, name)
  const service = useStore(form, ({ values }) => values.serviceCategory)
  return (
    <View className="demand-part">
      <View className="demand-part__label">{labelOf(name)}</View>
      <Chips<string>
        ground="surface"
        many
        options={suggestedLikes(service).map((like) => ({ value: like, label: like }))}
        value={[...likesIn(value)]}
        onTap={(like) => onInput(withLike(value, like))}
      />
      <FormArea form={form} name={name} placeholder={PLACEHOLDERS[name] ?? ''} maxLength={MOST[name] ?? 0} />
    </View>
  )
}
