import { isApiError } from '@qingpin/contract/client'
import { TRANSFER_DAYS, TRANSFER_SENTENCE_MAX } from '@qingpin/contract/customers/transfers.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { problemOf } from '@/ui/read-error'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { askTransfer, transfersChanged } from './api'
import './transfers.scss'

/** The number by which the colleague's customer was found. */
export type SoughtNumber = { readonly phone: string } | { readonly wechatId: string }

interface AskSheetProps {
  readonly number: SoughtNumber | undefined
  /** The colleague who has the customer, where that is known. */
  readonly owner?: string | null | undefined
  readonly onClose: () => void
}

/** The sentence of a refusal's detail says more than its code: 这位客户在公海里，直接领就行。 */
function sentenceOf(error: unknown): string | undefined {
  const details = isApiError(error) ? (error.details as readonly { message?: string }[] | undefined) : undefined
  return Array.isArray(details) ? details[0]?.message : undefined
}

/** Asks the colleague who has a customer to hand it over. Open while there is a number. */
export function AskSheet({ number, owner, onClose }: AskSheetProps) {
  const [message, setMessage] = useState('')
  const keyFor = useIdempotencyKey()
  const { run, busy, problem, forget } = useAction(
    async () => {
      if (!number) return
      const body = { ...number, message: message.trim() || null }
      await askTransfer(body, keyFor(body))
      transfersChanged()
      onClose()
      toast('问过了，等同事回话')
    },
    { problemOf: (error) => ({ ...problemOf(error), text: sentenceOf(error) ?? problemOf(error).text }) },
  )
  const close = () => {
    forget()
    onClose()
  }
  return (
    <Sheet
      open={number !== undefined}
      title="请同事转给我"
      onClose={close}
      footer={
        <Button grow busy={busy} busyText="正在问" onTap={() => void run()}>
          发给{owner ?? '同事'}
        </Button>
      }
    >
      <View className="ct-why">
        {owner ?? '同事'}点了同意，客户和往来记录都归您；{TRANSFER_DAYS}天没回就不算了。同意之前号码还是遮住的。
      </View>
      <Field
        value={message}
        onInput={setMessage}
        label="说一句"
        placeholder="可以不填，例如 她昨天打到我这里了"
        maxLength={TRANSFER_SENTENCE_MAX}
      />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
