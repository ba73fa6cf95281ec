import { useState } from 'react'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { DraftOffer } from '../resume-form/draft-offer'
import { resumeDrafts } from '../resume-form/form-draft'
import { makeForm, type FormStore } from '../resume-form/form-store'
import { EMPTY_VALUES } from '../resume-form/form-values'
import { CreateForm } from './create-form'

const TITLE = '登记阿姨'

function ResumeCreate() {
  const [stored] = useState(() => resumeDrafts.of('new'))
  const [draft] = useState(() => stored.read())
  const [form, setForm] = useState<FormStore | undefined>(() => (draft ? undefined : makeForm(EMPTY_VALUES)))
  if (form) return <CreateForm form={form} draft={stored} title={TITLE} />
  if (!draft) return null
  const startOver = () => {
    stored.drop()
    setForm(makeForm(EMPTY_VALUES))
  }
  return (
    <DraftOffer
      title={TITLE}
      draft={draft}
      savedAt={stored.savedAt()}
      values={EMPTY_VALUES}
      carryOn="接着填"
      startOver="重新填"
      onCarryOn={() => setForm(makeForm(EMPTY_VALUES, { ...EMPTY_VALUES, ...draft.values }))}
      onStartOver={startOver}
    />
  )
}

const Permitted = withPermission({ permission: 'resume:create', title: TITLE }, ResumeCreate)

export default guardPage(Permitted)
