import { useState } from 'react'
import { api } from '@/app/api'
import { useParams } from '@/app/pages'
import { useQuery } from '@/app/query'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { DraftOffer } from '../resume-form/draft-offer'
import { changedFields } from '../resume-form/changes'
import { resumeDrafts, type FormDraft } from '../resume-form/form-draft'
import { makeForm, type FormStore } from '../resume-form/form-store'
import { valuesOf, type FormValues } from '../resume-form/form-values'
import type { ResumeDetail } from '../api'
import { EditForm } from './edit-form'

const TITLE = '编辑简历'

/** Fetched anew and not cached, because the cached answer may be an older version. */
const useFresh = (id: string) =>
  useQuery(['resume-to-edit', id], () => api('GET /api/resumes/miniprogram/{id}', { params: { id } }), {
    staleMs: Infinity,
    dropMs: 0,
  })

function ResumeEdit() {
  const { id = '' } = useParams('resumeEdit')
  const resume = useFresh(id)
  if (resume.data) return <Start resume={resume.data} key={resume.data.id} />
  return (
    <Screen title={TITLE} query={resume}>
      {null}
    </Screen>
  )
}

/** A draft without differences to the resume is dropped. */
function openDraft(id: string, fresh: FormValues): FormDraft | undefined {
  const draft = resumeDrafts.of(id).read()
  return draft && changedFields(fresh, { ...fresh, ...draft.values }).length > 0 ? draft : undefined
}

/** Opens the form once, because a later answer must not replace what is being typed. */
function Start({ resume }: { readonly resume: ResumeDetail }) {
  const [stored] = useState(() => resumeDrafts.of(resume.id))
  const [fresh] = useState(() => valuesOf(resume))
  const [draft] = useState(() => openDraft(resume.id, fresh))
  const [form, setForm] = useState<FormStore | undefined>(() =>
    draft ? undefined : makeForm(fresh, fresh, resume.version),
  )
  if (form) return <EditForm form={form} id={resume.id} draft={stored} title={TITLE} />
  if (!draft) return null
  const carryOn = () => {
    // Under the draft's own version: if the resume was changed since, saving shows both sides.
    setForm(makeForm({ ...fresh, ...draft.base }, { ...fresh, ...draft.values }, draft.version))
  }
  const startOver = () => {
    stored.drop()
    setForm(makeForm(fresh, fresh, resume.version))
  }
  return (
    <DraftOffer
      title={TITLE}
      draft={draft}
      savedAt={stored.savedAt()}
      values={fresh}
      warning={draft.version < resume.version ? '这份简历后来有人改过。接着改，保存时会让两边对照着选。' : undefined}
      carryOn="接着改"
      startOver="用最新的"
      onCarryOn={carryOn}
      onStartOver={startOver}
    />
  )
}

const Permitted = withPermission({ permission: 'resume:edit', title: TITLE }, ResumeEdit)

export default guardPage(Permitted)
