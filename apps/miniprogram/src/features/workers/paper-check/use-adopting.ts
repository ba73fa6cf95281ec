import { isApiError } from '@qingpin/contract/client'
import { useAction } from '@/app/use-action'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { problemOf } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { CARD_LABELS, type CardFact } from '@/features/registration'
import { bodyOf } from '../resume-form/changes'
import { valuesOf } from '../resume-form/form-values'
import { resumeChanged, resumeSaved, type ResumeDetail } from '../api'

/** Writes values of a card into the resume, one field at a time, based on the version that is shown. */
export function useAdopting(resume: ResumeDetail) {
  const keyFor = useIdempotencyKey()
  const { run, running, problem } = useAction(
    async ({ field, value }: CardFact) => {
      const body = { ...bodyOf({ ...valuesOf(resume), [field]: value }, [field]), version: resume.version }
      const { warnings, ...saved } = await api('PATCH /api/resumes/miniprogram/{id}', {
        params: { id: resume.id },
        body,
        idempotencyKey: keyFor(body),
      })
      resumeSaved(saved)
      toast(warnings.length > 0 ? '存好了，身份证号再核对一次' : `${CARD_LABELS[field]}改好了`)
    },
    {
      problemOf: (error) => {
        if (!isApiError(error) || error.code !== 'VERSION_CONFLICT') {
          return problemOf(error, (title) => `没存上：${title}`)
        }
        resumeChanged(resume.id)
        return { text: '有人刚改过这份简历，已换成最新的。看一眼再点采用。' }
      },
    },
  )
  return { busy: running?.[0].field, problem, adopt: run }
}
