import { isApiError } from '@qingpin/contract/client'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { FieldError } from '@/ui/field-frame'
import { problemOf } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { restoreCustomer, type Removed } from './api'

/** Why a merge cannot be taken back stands in the detail: the number is another customer's by now. */
function sentenceOf(error: unknown): string {
  const details = isApiError(error) ? (error.details as readonly { message?: string }[] | undefined) : undefined
  return (Array.isArray(details) ? details[0]?.message : undefined) ?? problemOf(error).text
}

/** Brings a deleted customer back at once; a merge is taken back after a question. */
export function RestoreButton({ removed }: { readonly removed: Removed }) {
  const { name, kind, mergedInto } = removed
  const [sure, setSure] = useState(false)
  const keyFor = useIdempotencyKey()
  const { run, busy, problem } = useAction(
    async () => {
      await restoreCustomer(removed, keyFor({ id: removed.id }))
      setSure(false)
      toast(kind === 'merged' ? `${name}拆出来了` : `${name}恢复了`)
    },
    {
      problemOf: (error) => {
        setSure(false)
        return { ...problemOf(error), text: sentenceOf(error) }
      },
    },
  )
  return (
    <>
      <Button
        kind="sec2"
        size="m"
        busy={busy}
        busyText={kind === 'merged' ? '正在拆' : '正在恢复'}
        onTap={() => (kind === 'merged' ? setSure(true) : void run())}
      >
        {kind === 'merged' ? '拆开' : '恢复'}
      </Button>
      {problem ? <FieldError {...problem} /> : null}
      <Dialog
        open={sure}
        title={`把${name}拆出来吗？`}
        text={`合并以前的各回各的；合并以后写的，跟着${mergedInto?.name ?? '留下的那位'}走。`}
        confirm="拆开"
        busy={busy}
        onConfirm={() => void run()}
        onCancel={() => setSure(false)}
      />
    </>
  )
}
