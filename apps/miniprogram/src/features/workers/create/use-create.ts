import { AGE_MAX } from '@qingpin/contract/core/identity.rules'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Options } from '@qingpin/contract/core/define'
import { useState } from 'react'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { invalidate } from '@/app/query'
import { replace } from '@/app/pages'
import { toast } from '@/ui/toast'
import { bodyOf } from '../resume-form/changes'
import type { FieldName } from '../resume-form/fields'
import { changesOf, rebase, showProblems, type FormStore } from '../resume-form/form-store'
import { EMPTY_VALUES } from '../resume-form/form-values'
import { problemsOf } from '../resume-form/problems'
import { showRefusal } from '../resume-form/show-refusal'
import { LIST_KEY } from '../api'

type CreateBody = NonNullable<Options<ContractMap['POST /api/resumes/miniprogram/create']>['body']>

const REQUIRED: readonly FieldName[] = ['name', 'gender', 'age', 'jobType']

export function useCreate(form: FormStore) {
  const [busy, setBusy] = useState(false)
  const keyFor = useIdempotencyKey()
  const create = async () => {
    const { values } = form.getState()
    const changed = changesOf(form.getState())
    if (busy) return
    const problems = problemsOf(values, [...new Set([...REQUIRED, ...changed])], AGE_MAX)
    showProblems(form, problems)
    if (Object.keys(problems).length > 0) return
    setBusy(true)
    try {
      // The required fields were checked above: they are among those that changed from nothing.
      const body = bodyOf(values, changed) as CreateBody
      const idempotencyKey = keyFor(body)
      const { id, warnings } = await api('POST /api/resumes/miniprogram/create', { body, idempotencyKey })
      rebase(form, EMPTY_VALUES, 0)
      invalidate(LIST_KEY)
      toast(warnings.length > 0 ? '已登记，身份证号再核对一次' : '已登记')
      replace('resumeDetail', { id })
    } catch (error) {
      showRefusal(form, error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, create }
}
