import { isApiError } from '@qingpin/contract/client'
import type { CardField } from '@qingpin/contract/resumes/card.rules'
import { useState } from 'react'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { readError } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { CARD_LABELS, type CardFact } from '@/features/registration'
import { bodyOf } from '../resume-form/changes'
import { valuesOf } from '../resume-form/form-values'
import { resumeChanged, resumeSaved, type ResumeDetail } from '../api'

/** Writes what a card says into the resume, one field at a time, on top of the version that is shown. */
export function useAdopting(resume: ResumeDetail) {
  const [busy, setBusy] = useState<CardField>()
  const [problem, setProblem] = useState<string>()
  const keyFor = useIdempotencyKey()

  const adopt = async ({ field, value }: CardFact) => {
    if (busy) return
    setBusy(field)
    setProblem(undefined)
    try {
      const body = { ...bodyOf({ ...valuesOf(resume), [field]: value }, [field]), version: resume.version }
      const { warnings, ...saved } = await api('PATCH /api/resumes/miniprogram/{id}', {
        params: { id: resume.id },
        body,
        idempotencyKey: keyFor(body),
      })
      resumeSaved(saved)
      toast(warnings.length > 0 ? '存好了，身份证号再核对一次' : `${CARD_LABELS[field]}改好了`)
    } catch (error) {
      if (isApiError(error) && error.code === 'VERSION_CONFLICT') {
        resumeChanged(resume.id)
        setProblem('有人刚改过这份简历，已换成最新的。看一眼再点采用。')
      } else setProblem(`没存上：${readError(error).title}`)
    } finally {
      setBusy(undefined)
    }
  }
  return { busy, problem, adopt }
}
