import { can } from '@qingpin/contract/core/policy'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useAccount } from '@/app/session'
import { back } from '@/platform/navigate'
import { toast } from '@/ui/toast'
import { DraftChoice } from '@/app/drafts/draft-choice'
import type { Draft } from '@/app/drafts/drafts'
import { useResumeDraft, type FormDraft } from '../resume-form/form-draft'
import { FormScreen } from '../resume-form/form-screen'
import { changesOf, learnNumber, type FormStore } from '../resume-form/form-store'
import { warnIdNumber } from '../resume-form/number-warnings'
import { showResumeRefusal } from '../resume-form/show-resume-refusal'
import { revealNumber, type NumberName } from '../api'
import { ConflictSheet } from './conflict-sheet'
import { useSave } from './use-save'

interface EditFormProps {
  readonly form: FormStore
  readonly id: string
  readonly draft: Draft<FormDraft>
  readonly title: string
}

export function EditForm({ form, id, draft, title }: EditFormProps) {
  const account = useAccount()
  const mayReveal = account !== undefined && can(account.role, 'resume:reveal')
  const { busy, save, conflict, resolve, leaveConflict } = useSave(form, id)
  const count = useStore(form, (state) => changesOf(state).length)
  const choice = useResumeDraft(form, draft)

  const around = useMemo(() => {
    const reveal = async (name: NumberName) => {
      try {
        learnNumber(form, name, await revealNumber(id, name))
      } catch (error) {
        showResumeRefusal(form, error)
      }
    }
    return {
      form,
      onReveal: mayReveal ? (name: NumberName) => void reveal(name) : undefined,
      onLeave: (name: string) => {
        if (name === 'idNumber' || name === 'birthDate') warnIdNumber(form)
      },
    }
  }, [form, id, mayReveal])

  const leave = () => {
    if (count > 0) toast('改动存在本机，下次接着改')
    void back()
  }
  return (
    <FormScreen
      title={title}
      around={around}
      save={count > 0 ? `保存${count}处` : '还没有改动'}
      saving="保存中"
      busy={busy}
      disabled={count === 0}
      onSave={save}
      onBack={leave}
      sheets={
        <>
          <ConflictSheet
            conflict={conflict}
            form={form}
            onResolve={(keep) => void resolve(keep)}
            onClose={leaveConflict}
          />
          <DraftChoice {...choice} />
        </>
      }
    />
  )
}
