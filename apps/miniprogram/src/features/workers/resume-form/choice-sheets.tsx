import { JOB_TYPES, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { type Choice } from '@qingpin/contract/core/choices'
import { useRef } from 'react'
import { PickManySheet, PickOneSheet } from '@/ui/picker-sheet'
import { isListName, TEXT_FIELDS } from './fields'
import { useAround, useResumeForm } from './form-context'
import { setField, setStay, type FormState } from './form-store'

interface Question {
  readonly title: string
  readonly options: readonly Choice[]
  readonly value: string
}

const NONE: Choice = { value: '', label: '不填' }

/** One sheet serves all choices of the form, whichever is open. */
export function ChoiceSheets() {
  const { form } = useAround()
  const picking = useResumeForm((state) => state.picking)
  const skills = useResumeForm(({ values }) => values.skills)
  const asked = useResumeForm(({ values, picking: open }) => (open === undefined ? undefined : values))
  const question = asked && questionOf(picking, asked)
  // While the sheet closes it still shows its last question.
  const last = useRef<Question>({ title: '', options: [], value: '' })
  if (question) last.current = question
  const close = () => form.setState({ picking: undefined })
  const pick = (value: string) => {
    if (picking?.startsWith('stay:')) setStay(form, picking.slice(5), 'jobType', value)
    else if (isTextName(picking)) setField(form, picking, value)
  }
  const { title, options, value } = question ?? last.current
  return (
    <>
      <PickOneSheet<string>
        open={question !== undefined}
        title={title}
        options={options}
        value={value}
        onPick={pick}
        onClose={close}
      />
      <PickManySheet<string>
        open={picking === 'skills'}
        title="技能"
        options={SKILLS}
        value={skills}
        onPick={(chosen) => setField(form, 'skills', chosen)}
        onClose={close}
      />
    </>
  )
}

const isTextName = (picking: FormState['picking']): picking is keyof typeof TEXT_FIELDS =>
  picking !== undefined && picking in TEXT_FIELDS

function questionOf(picking: FormState['picking'], values: FormState['values']): Question | undefined {
  if (picking?.startsWith('stay:')) {
    const stay = values.workExperiences.find(({ key }) => key === picking.slice(5))
    return { title: '工种', options: [...JOB_TYPES, NONE], value: stay?.jobType ?? '' }
  }
  if (!isTextName(picking) || isListName(picking)) return undefined
  const spec = TEXT_FIELDS[picking]
  if (spec.kind !== 'choice') return undefined
  const { label: title, options, stays } = spec
  return { title, options: stays ? options : [...options, NONE], value: values[picking] }
}
