import { isApiError } from '@qingpin/contract/client'
import { go } from '@/app/pages'
import { Dialog } from '@/ui/dialog'

/** Another customer with the same number, as a refusal names it. */
export interface Duplicate {
  readonly field: string
  readonly message: string
  /** Absent where the viewer may not see the other customer. */
  readonly existingId?: string
}

export function duplicateOf(error: unknown): Duplicate | undefined {
  if (!isApiError(error) || (error.code !== 'DUPLICATE_PHONE' && error.code !== 'DUPLICATE_WECHAT')) return undefined
  const details = error.details as readonly Duplicate[] | undefined
  return details?.[0]
}

interface DuplicateDialogProps {
  readonly duplicate: Duplicate | undefined
  /** What goes on in spite of the other customer: 照样录. */
  readonly insist: string
  readonly onInsist: () => void
  readonly onClose: () => void
}

/** Leads to the customer who has the number already; with the same WeChat id two customers may exist. */
export function DuplicateDialog({ duplicate, insist, onInsist, onClose }: DuplicateDialogProps) {
  const existingId = duplicate?.existingId
  const open = () => {
    onClose()
    if (existingId) go('customerDetail', { id: existingId })
  }
  const shared = { open: duplicate !== undefined, title: duplicate?.message ?? '', cancel: '回去改', onCancel: onClose }
  if (duplicate?.field === 'wechatId') {
    return (
      <Dialog
        {...shared}
        text="确实是另一位客户，也可以两位都留着。"
        confirm={insist}
        onConfirm={onInsist}
        other={existingId ? { text: '打开那位', onTap: open } : undefined}
      />
    )
  }
  return existingId ? (
    <Dialog {...shared} text="一个手机号只录一位客户。" confirm="打开那位" onConfirm={open} />
  ) : (
    <Dialog {...shared} text="一个手机号只录一位客户，请找那位同事或经理。" confirm="知道了" onConfirm={onClose} />
  )
}
