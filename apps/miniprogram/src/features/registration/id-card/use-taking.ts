import { isApiError } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { CardField } from '@qingpin/contract/resumes/card.rules'
import { useAction } from '@/app/use-action'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { invalidate, setData } from '@/app/query'
import { problemOf } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { MY_RESUME, type MyResume } from '@/features/my-resume'
import { CARD_LABELS } from './card-fields'

type MyReply = ReplyOf<ContractMap['GET /api/resumes/mine']>

/** Writes values of the card into the own resume, one field at a time, based on the version that is shown. */
export function useTaking(resume: MyResume, proof: string) {
  const keyFor = useIdempotencyKey()
  const { run, running, problem } = useAction(
    async (field: CardField) => {
      const body = { proof, fields: [field], version: resume.version }
      const saved = await api('POST /api/resumes/mine/card', { body, idempotencyKey: keyFor(body) })
      setData<MyReply>(MY_RESUME, (known) => ({ editable: known?.editable ?? false, resume: saved.resume }))
      toast(saved.warnings.length > 0 ? '存好了，身份证号再核对一次' : `${CARD_LABELS[field]}改好了`)
    },
    {
      problemOf: (error) => {
        if (!isApiError(error) || error.code !== 'VERSION_CONFLICT') {
          return problemOf(error, (title) => `没存上：${title}`)
        }
        invalidate(MY_RESUME)
        return { text: '有人刚改过这份简历，已换成最新的。看一眼再点采用。' }
      },
    },
  )
  return { busy: running?.[0], problem, take: run }
}
