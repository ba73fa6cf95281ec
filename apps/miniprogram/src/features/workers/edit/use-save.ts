import { isApiError } from '@qingpin/contract/client'
import { AGE_MAX_EDIT } from '@qingpin/contract/core/identity.rules'
import { useState } from 'react'
import { api } from '@/app/api'
import { useSubmit } from '@/app/form/use-form'
import { useIdempotencyKey } from '@/app/idempotency'
import { back } from '@/platform/navigate'
import { toast } from '@/ui/toast'
import { bodyOf } from '../resume-form/changes'
import type { FieldName } from '../resume-form/fields'
import { changesOf, rebase, type FormStore } from '../resume-form/form-store'
import { valuesOf, type FormValues } from '../resume-form/form-values'
import { merged } from '../resume-form/merge'
import { problemsOf } from '../resume-form/problems'
import { showResumeRefusal } from '../resume-form/show-resume-refusal'
import { resumeChanged, type ResumeDetail } from '../api'

/** A version that was saved by another person since the form was opened. */
export interface EditConflict {
  readonly current: ResumeDetail
  readonly theirs: FormValues
}

export interface Save {
  readonly busy: boolean
  readonly save: () => Promise<boolean>
  readonly conflict: EditConflict | undefined
  /** Saves the chosen changes on top of the present version. */
  readonly resolve: (keep: readonly FieldName[]) => Promise<void>
  readonly leaveConflict: () => void
}

/** The refusal carries the resume as it is now; its shape is the contract's promise. */
function conflictOf(error: unknown): EditConflict | undefined {
  if (!isApiError(error) || error.code !== 'VERSION_CONFLICT') return undefined
  const details = error.details as { readonly current?: ResumeDetail } | undefined
  const current = details?.current
  return current && { current, theirs: valuesOf(current) }
}

export function useSave(form: FormStore, id: string): Save {
  const [conflict, setConflict] = useState<EditConflict>()
  const keyFor = useIdempotencyKey()

  const saved = async (words: string) => {
    resumeChanged(id)
    toast(words)
    await back()
  }
  const { busy, submit: save } = useSubmit(form, {
    check: (values) => problemsOf(values, changesOf(form.getState()), AGE_MAX_EDIT),
    send: async (values) => {
      const state = form.getState()
      const body = { ...bodyOf(values, changesOf(state)), version: state.version }
      const { warnings, ...resume } = await api('PATCH /api/resumes/miniprogram/{id}', {
        params: { id },
        body,
        idempotencyKey: keyFor(body),
      })
      rebase(form, valuesOf(resume), resume.version)
      await saved(warnings.length > 0 ? '已保存，身份证号再核对一次' : '已保存')
    },
    onRefusal: (error) => {
      const found = conflictOf(error)
      if (found) setConflict(found)
      else showResumeRefusal(form, error)
    },
  })
  const resolve = async (keep: readonly FieldName[]) => {
    if (!conflict) return
    const { current, theirs } = conflict
    setConflict(undefined)
    rebase(form, theirs, current.version, merged(form.getState().values, theirs, keep))
    if (changesOf(form.getState()).length > 0) await save()
    else await saved('留下了现在的内容')
  }
  return { busy, save, conflict, resolve, leaveConflict: () => setConflict(undefined) }
}
