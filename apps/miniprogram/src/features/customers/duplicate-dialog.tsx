import { isApiError } from '@qingpin/contract/client'
import { useState } from 'react'
import { go } from '@/app/pages'
import { Dialog } from '@/ui/dialog'
import { AskSheet, type SoughtNumber } from './transfers/ask-sheet'

/** Another customer with the same number, as a refusal names it. */
export interface Duplicate {
  readonly field: string
  readonly message: string
  /** Where the other customer is: with the viewer, in the pool, with a colleague, or deleted. */
  readonly where?: string
  /** Absent where the viewer may not open the other customer. */
  readonly existingId?: string
}

export function duplicateOf(error: unknown): Duplicate | undefined {
  if (!isApiError(error) || (error.code !== 'DUPLICATE_PHONE' && error.code !== 'DUPLICATE_WECHAT')) return undefined
  const details = error.details as readonly Duplicate[] | undefined
  return details?.[0]
}

type Existing = Pick<Duplicate, 'where' | 'existingId'>

/** The way to the other customer; undefined where the viewer may not open it. One of the pool is read there only. */
export function wayTo({ where, existingId: id }: Existing): { text: string; onTap: () => void } | undefined {
  if (!id) return undefined
  return where === 'pool'
    ? { text: '去公海看', onTap: () => go('poolCustomer', { id }) }
    : { text: '打开那位', onTap: () => go('customerDetail', { id }) }
}

interface DuplicateDialogProps {
  readonly duplicate: Duplicate | undefined
  /** What goes on in spite of the other customer: 照样录. */
  readonly insist: string
  readonly onInsist: () => void
  readonly onClose: () => void
  /** What was typed, for a request to the colleague who has the customer. */
  readonly numbers: () => { readonly phone: string; readonly wechatId: string }
}

/**
 * Leads to the customer who has the number already: opens it, claims it, or asks the colleague for it. With the same
 * WeChat id two customers may exist.
 */
export function DuplicateDialog({ duplicate, insist, onInsist, onClose, numbers }: DuplicateDialogProps) {
  const [asking, setAsking] = useState<SoughtNumber>()
  return (
    <>
      <Question
        duplicate={duplicate}
        insist={insist}
        onInsist={onInsist}
        onClose={onClose}
        onAsk={() => {
          const { phone, wechatId } = numbers()
          setAsking(duplicate?.field === 'wechatId' ? { wechatId } : { phone })
          onClose()
        }}
      />
      <AskSheet number={asking} onClose={() => setAsking(undefined)} />
    </>
  )
}

type QuestionProps = Omit<DuplicateDialogProps, 'numbers'> & { readonly onAsk: () => void }

function Question({ duplicate, insist, onInsist, onClose, onAsk }: QuestionProps) {
  const there = wayTo(duplicate ?? {})
  const open = () => {
    onClose()
    there?.onTap()
  }
  const way = there
    ? { text: there.text, onTap: open }
    : duplicate?.where === 'colleague'
      ? { text: '请同事转给我', onTap: onAsk }
      : undefined
  const shared = { open: duplicate !== undefined, title: duplicate?.message ?? '', cancel: '回去改', onCancel: onClose }
  if (duplicate?.field === 'wechatId') {
    const text = '确实是另一位客户，也可以两位都留着。'
    return <Dialog {...shared} text={text} confirm={insist} onConfirm={onInsist} other={way} />
  }
  const text = '一个手机号只录一位客户。'
  return way ? (
    <Dialog {...shared} text={text} confirm={way.text} onConfirm={way.onTap} />
  ) : (
    <Dialog {...shared} text={text} confirm="知道了" onConfirm={onClose} />
  )
}
