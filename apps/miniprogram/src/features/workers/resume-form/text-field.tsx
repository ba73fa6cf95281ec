import { View } from '@tarojs/components'
import type { Keyboard } from '@/platform/input-kind.types'
import { Field } from '@/ui/field'
import { PickerRow } from '@/ui/picker-row'
import { Tap } from '@/ui/tap'
import { TextArea } from '@/ui/text-area'
import { isMasked, type NumberName } from '../api'
import { FieldNote } from './field-note'
import { TEXT_FIELDS, type TextName, type TextualSpec } from './fields'
import { useAround, useResumeForm } from './form-context'
import { setField } from './form-store'
import { formatField } from './format-field'
import './fields.scss'

const keyboards: Record<TextualSpec['kind'], Keyboard> = {
  text: 'text',
  area: 'text',
  whole: 'number',
  phone: 'phone',
  idNumber: 'idcard',
  day: 'text',
  choice: 'text',
}

const LONGEST: Partial<Record<TextualSpec['kind'], number>> = { whole: 7, phone: 20, idNumber: 24, day: 12 }

export function TextField({ name }: { readonly name: TextName }) {
  const { form } = useAround()
  const spec = TEXT_FIELDS[name]
  if (spec.kind === 'choice') {
    return <ChoiceField name={name} label={spec.label} onTap={() => form.setState({ picking: name })} />
  }
  if (spec.kind === 'area') return <AreaField name={name} />
  return <LineField name={name} />
}

interface ChoiceFieldProps {
  readonly name: TextName
  readonly label: string
  readonly onTap: () => void
}

function ChoiceField({ name, label, onTap }: ChoiceFieldProps) {
  const words = useResumeForm(({ values }) => (values[name] ? formatField(values, name) : ''))
  const error = useResumeForm(({ problems }) => problems[name])
  return <PickerRow label={label} value={words} onTap={onTap} error={error} />
}

function AreaField({ name }: { readonly name: TextName }) {
  const { form } = useAround()
  const spec = TEXT_FIELDS[name]
  const value = useResumeForm(({ values }) => values[name])
  const error = useResumeForm(({ problems }) => problems[name])
  if (spec.kind !== 'area') return null
  const { label, max, placeholder } = spec
  return (
    <TextArea
      label={label}
      placeholder={placeholder}
      maxLength={max}
      value={value}
      error={error}
      onInput={(text) => setField(form, name, text)}
    />
  )
}

function LineField({ name }: { readonly name: TextName }) {
  const { form, fresh, onLeave } = useAround()
  const spec = TEXT_FIELDS[name]
  const value = useResumeForm(({ values }) => values[name])
  const error = useResumeForm(({ problems }) => problems[name])
  return (
    <>
      <Field
        look="row"
        label={spec.label}
        placeholder={'placeholder' in spec ? spec.placeholder : '可以不填'}
        keyboard={keyboards[spec.kind]}
        maxLength={spec.kind === 'text' ? spec.max : (LONGEST[spec.kind] ?? 140)}
        value={value}
        error={error}
        hint={fresh && name === 'phone' && value === '' ? '没有手机号也能登记，列表里会标出来' : undefined}
        trail={<Trail name={name} spec={spec} value={value} />}
        onInput={(text) => setField(form, name, text)}
        onBlur={() => onLeave?.(name)}
      />
      <FieldNote name={name} />
    </>
  )
}

const isNumberName = (name: TextName): name is NumberName & TextName =>
  name === 'phone' || name === 'idNumber' || name === 'emergencyContactPhone'

interface TrailProps {
  readonly name: TextName
  readonly spec: TextualSpec
  readonly value: string
}

/** The unit of a number, or the way to a masked one. */
function Trail({ name, spec, value }: TrailProps) {
  const { onReveal } = useAround()
  const untouched = useResumeForm(({ base }) => base[name] === value)
  if (spec.kind === 'whole') return <View className="rf-unit">{spec.unit}</View>
  if (!onReveal || !isNumberName(name) || !isMasked(value) || !untouched) return null
  return (
    <Tap className="rf-show" label={`显示${spec.label}`} onTap={() => onReveal(name)}>
      显示
    </Tap>
  )
}
