import { isApiError } from '@qingpin/contract/client'
import { useRef, useState } from 'react'
import type { Draft } from '@/app/drafts/drafts'
import { showRefusal, type AnyForm } from '@/app/form/form'
import { useSubmit } from '@/app/form/use-form'
import type { Fields, OutboxItem } from '@/app/outbox/items'
import { rewrite } from '@/app/outbox/sender'
import { back } from '@/platform/navigate'
import { failure } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { customerChanged, type CustomerDetail } from '../api'
import { duplicateOf, type Duplicate } from '../duplicate-dialog'
import { allowsWechat, deliverDraft, STORED } from '../outbox/items'
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
  /** One that waits in the outbox and is changed. */
  readonly item: OutboxItem | undefined
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

export function useSave({ form, version, item }: EditForm, id: string, draft: Draft<EditDraft>) {
  const [conflict, setConflict] = useState<Conflict>()
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
    const meant =
      allowed.current || (item && allowsWechat(item, values.wechatId.trim())) ? { allowDuplicateWechat: true } : {}
    const names = changedFields(base, values)
    const body = { ...bodyOf(values, names), ...meant, version: version.current } as Fields
    const before: Fields = Object.fromEntries(names.map((name) => [name, base[name]]))
    if (item) {
      if (!rewrite(item.id, { body, base: before })) throw failure('这条刚发出去，改不了了。')
      toast('改好了')
      return void back()
    }
    const written = { kind: 'edit', name: values.name.trim(), customerId: id, body, base: before } as const
    let sent
    try {
      sent = await deliverDraft(written, draft, { version: version.current, base, values })
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
    done(sent ? text : STORED)
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
