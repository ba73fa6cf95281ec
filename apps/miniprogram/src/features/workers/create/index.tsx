import { useState } from 'react'
import { DraftOffer } from '../resume-form/draft-offer'
import { draftPlace, dropFormDraft, readFormDraft } from '../resume-form/form-draft'
import { makeForm, type FormStore } from '../resume-form/form-store'
import { EMPTY_VALUES } from '../resume-form/form-values'
import { CreateForm } from './create-form'

const TITLE = '登记阿姨'

export default function ResumeCreate() {
  const place = draftPlace('new')
  const [draft] = useState(() => readFormDraft(place, EMPTY_VALUES))
  const [form, setForm] = useState<FormStore | undefined>(() => (draft ? undefined : makeForm(EMPTY_VALUES)))
  if (form) return <CreateForm form={form} place={place} title={TITLE} />
  if (!draft) return null
  const startOver = () => {
    dropFormDraft(place)
    setForm(makeForm(EMPTY_VALUES))
  }
  return (
    <DraftOffer
      title={TITLE}
      draft={draft}
      values={EMPTY_VALUES}
      carryOn="接着填"
      startOver="重新填"
      onCarryOn={() => setForm(makeForm(EMPTY_VALUES, { ...EMPTY_VALUES, ...draft.values }))}
      onStartOver={startOver}
    />
  )
}
