import { storedText } from '@qingpin/contract/core/text'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { back } from '@/platform/navigate'
import { toast } from '@/ui/toast'
import type { FieldName } from '../resume-form/fields'
import { DraftChoice } from '@/app/drafts/draft-choice'
import type { Draft } from '@/app/drafts/drafts'
import { useResumeDraft, type FormDraft } from '../resume-form/form-draft'
import { FormScreen } from '../resume-form/form-screen'
import { changesOf, type FormStore } from '../resume-form/form-store'
import { warnIdNumber } from '../resume-form/number-warnings'
import { checkDuplicate } from './check-duplicate'
import { useCreate } from './use-create'

interface CreateFormProps {
  readonly form: FormStore
  readonly draft: Draft<FormDraft>
  readonly title: string
}

export function CreateForm({ form, draft, title }: CreateFormProps) {
  const { busy, create } = useCreate(form)
  const started = useStore(form, (state) => changesOf(state).length > 0)
  const unreachable = useStore(form, ({ values }) => storedText(values.phone) === '')
  const choice = useResumeDraft(form, draft)

  const around = useMemo(
    () => ({
      form,
      fresh: true,
      onLeave: (name: FieldName) => {
        if (name === 'phone' || name === 'idNumber') void checkDuplicate(form, name)
        else if (name === 'birthDate') warnIdNumber(form)
      },
    }),
    [form],
  )
  const leave = () => {
    if (started) toast('填的都存在本机，下次接着填')
    void back()
  }
  return (
    <FormScreen
      title={title}
      around={around}
      save={unreachable && started ? '先登记，手机号后补' : '登记'}
      saving="登记中"
      busy={busy}
      onSave={create}
      onBack={leave}
      sheets={<DraftChoice {...choice} />}
    />
  )
}
