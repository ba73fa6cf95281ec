import { AGE_MAX } from '@qingpin/contract/core/identity.rules'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Options } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { useSubmit } from '@/app/form/use-form'
import { useIdempotencyKey } from '@/app/idempotency'
import { invalidate } from '@/app/query'
import { replace } from '@/app/pages'
import { toast } from '@/ui/toast'
import { bodyOf } from '../resume-form/changes'
import type { FieldName } from '../resume-form/fields'
import { changesOf, rebase, type FormStore } from '../resume-form/form-store'
import { EMPTY_VALUES } from '../resume-form/form-values'
import { problemsOf } from '../resume-form/problems'
import { showResumeRefusal } from '../resume-form/show-resume-refusal'
import { LIST_KEY } from '../api'

type CreateBody = NonNullable<Options<ContractMap['POST /api/resumes/miniprogram/create']>['body']>

const REQUIRED: readonly FieldName[] = ['name', 'gender', 'age', 'jobType']

export function useCreate(form: FormStore) {
  const keyFor = useIdempotencyKey()
  const { busy, submit: create } = useSubmit(form, {
    check: (values) => problemsOf(values, [...new Set([...REQUIRED, ...changesOf(form.getState())])], AGE_MAX),
    send: async (values) => {
      // The required fields were checked: they are among those that changed from nothing.
      const body = bodyOf(values, changesOf(form.getState())) as CreateBody
      const idempotencyKey = keyFor(body)
      const { id, warnings } = await api('POST /api/resumes/miniprogram/create', { body, idempotencyKey })
      rebase(form, EMPTY_VALUES, 0)
      invalidate(LIST_KEY)
      toast(warnings.length > 0 ? '已登记，身份证号再核对一次' : '已登记，问过她本人再上架')
      replace('resumeDetail', { id })
    },
    onRefusal: (error) => showResumeRefusal(form, error),
  })
  return { busy, create }
}
