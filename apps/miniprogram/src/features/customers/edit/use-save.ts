import { isApiError } from '@qingpin/contract/client'
import { useRef, useState } from 'react'
import type { Draft } from '@/app/drafts/drafts'
import { showRefusal, type AnyForm } from '@/app/form/form'
import { useSubmit } from '@/app/form/use-form'
import { useIdempotencyKey } from '@/app/idempotency'
import { back } from '@/platform/navigate'
import { toast } from '@/ui/toast'
import { customerChanged, saveCustomer, type CustomerDetail } from '../api'
import { duplicateOf, type Duplicate } from '../duplicate-dialog'
import {
  bodyOf,
  changedFields,
  conflictsOf,
  merged,
  problemsOf,
  valuesOf,
  type EditDraft,
  type FieldConflict,
  type FieldName,
  type Values,
} from './form'

export interface EditForm {
  readonly form: AnyForm<Values>
  /** The version that the form began from; it moves on when another person's changes are taken over. */
  readonly version: { current: number }
}

interface Conflict {
  readonly fields: readonly FieldConflict[]
  readonly theirs: Values
}

/** The refusal carries the customer as it is now; its shape is the contract's promise. */
const currentOf = (error: unknown): CustomerDetail | undefined =>
  isApiError(error) && error.code === 'CUSTOMER_CONFLICT'
    ? (error.details as { readonly current?: CustomerDetail } | undefined)?.current
    : undefined

export function useSave({ form, version }: EditForm, id: string, draft: Draft<EditDraft>) {
  const [conflict, setConflict] = useState<Conflict>()
  const keyFor = useIdempotencyKey()
  const [duplicate, setDuplicate] = useState<Duplicate>()
  const allowed = useRef(false)
  const done = (text: string) => {
    draft.drop()
    customerChanged(id)
    toast(text)
    void back()
  }
  const takeOver = (theirs: Values, yielded: readonly FieldName[]) =>
    form.setState(({ base, values }) => ({ base: theirs, values: merged(base, values, theirs, yielded), problems: {} }))

  /** Saves; where a colleague changed other fields meanwhile, saves once more on top of theirs. */
  const send = async (text: string): Promise<void> => {
    const { base, values } = form.getState()
    const meant = allowed.current ? { allowDuplicateWechat: true } : {}
    const body = { ...bodyOf(values, changedFields(base, values)), ...meant, version: version.current }
    try {
      await saveCustomer(id, body, keyFor(body))
    } catch (error) {
      const current = currentOf(error)
      if (!current) throw error
      const theirs = valuesOf(current)
      const fields = conflictsOf(base, values, theirs)
      version.current = current.version
      if (fields.length > 0) return setConflict({ fields, theirs })
      takeOver(theirs, [])
      return send('已保存，同事刚改的也在')
    }
    done(text)
  }
  const { busy, submit } = useSubmit(form, {
    check: problemsOf,
    send: () => send('已保存'),
    onRefusal: (error) => {
      showRefusal(form, error)
      setDuplicate(duplicateOf(error))
    },
  })
  const resolve = (yielded: readonly FieldName[]) => {
    if (!conflict) return
    takeOver(conflict.theirs, yielded)
    setConflict(undefined)
    const { base, values } = form.getState()
    if (changedFields(base, values).length > 0) void submit()
    else done('留下了现在的内容')
  }
  const insist = () => {
    allowed.current = true
    setDuplicate(undefined)
    void submit()
  }
  const leave = () => {
    setConflict(undefined)
    setDuplicate(undefined)
  }
  return { busy, save: submit, conflict, resolve, duplicate, insist, leave }
}
