import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { FormRow } from '@/ui/form-row'
import { PickerRow } from '@/ui/picker-row'
import { LEAD_SOURCES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { leadSourceFixed } from '@qingpin/contract/resumes/resumes.policy'
import { isListName, labelOfField, TEXT_FIELDS, type FieldName } from './fields'
import { useAround, useResumeForm } from './form-context'
import { formatField } from './format-field'
import type { Section } from './sections'
import { StayList } from './stay-list'
import { TextField } from './text-field'
import { WordsCard } from './words-card'

export function FormSection({ section }: { readonly section: Section }) {
  return (
    <View className="rf-section">
      {section.blocks.map((block) => (
        <Block key={block[0]} names={block} />
      ))}
    </View>
  )
}

function Block({ names }: { readonly names: readonly FieldName[] }) {
  const [first] = names
  if (first === 'workExperiences') return <StayList />
  if (first === 'serviceArea') return <WordsCard />
  const area = first !== undefined && !isListName(first) && TEXT_FIELDS[first].kind === 'area'
  return (
    <Card pad={area ? 'm' : 'rows'}>
      {names.map((name) => (
        <One key={name} name={name} />
      ))}
    </Card>
  )
}

function One({ name }: { readonly name: FieldName }) {
  if (name === 'skills') return <SkillsRow />
  if (name === 'leadSource') return <SourceRow />
  return isListName(name) ? null : <TextField name={name} />
}

function SkillsRow() {
  const { form } = useAround()
  const words = useResumeForm(({ values }) => (values.skills.length > 0 ? formatField(values, 'skills') : ''))
  const error = useResumeForm(({ problems }) => problems.skills)
  return (
    <PickerRow
      label={labelOfField('skills')}
      value={words}
      error={error}
      onTap={() => form.setState({ picking: 'skills' })}
    />
  )
}

/** Commissions are counted by a source that the referral library set, so it cannot be changed. */
function SourceRow() {
  const source = useResumeForm(({ base }) => base.leadSource)
  if (!leadSourceFixed(source)) return <TextField name="leadSource" />
  return <FormRow label={labelOfField('leadSource')} value={`${labelOf(LEAD_SOURCES, source)}，不能改`} />
}
