import { isApiError } from '@qingpin/contract/client'
import type { CardField } from '@qingpin/contract/resumes/card.rules'
import { useState } from 'react'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { invalidate, setData } from '@/app/query'
import { readError } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { MY_RESUME, type MyResume } from '@/features/my-resume'
import { CARD_LABELS } from './card-fields'

/** Writes what was read from her card into her own resume, one field at a time, on top of the version that is shown. */
export function useTaking(resume: MyResume, proof: string) {
  const [busy, setBusy] = useState<CardField>()
  const [problem, setProblem] = useState<string>()
  const keyFor = useIdempotencyKey()

  const take = async (field: CardField) => {
    if (busy) return
    setBusy(field)
    setProblem(undefined)
    try {
      const body = { proof, fields: [field], version: resume.version }
      const saved = await api('POST /api/resumes/mine/card', { body, idempotencyKey: keyFor(body) })
      setData(MY_RESUME, () => ({ resume: saved.resume }))
      toast(saved.warnings.length > 0 ? '存好了，身份证号再核对一次' : `${CARD_LABELS[field]}改好了`)
    } catch (error) {
      if (isApiError(error) && error.code === 'VERSION_CONFLICT') {
        invalidate(MY_RESUME)
        setProblem('有人刚改过这份简历，已换成最新的。看一眼再点采用。')
      } else setProblem(`没存上：${readError(error).title}`)
    } finally {
      setBusy(undefined)
    }
  }
  return { busy, problem, take }
}
