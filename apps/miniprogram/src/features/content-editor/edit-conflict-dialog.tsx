import { Dialog } from '@/ui/dialog'

interface ConflictDialogProps {
  /** Who saved meanwhile, null where the review took it down, and which parts differ from what is written here; undefined while there is no conflict. */
  readonly conflict: { readonly by: string | null; readonly parts: readonly string[] } | undefined
  readonly busy: boolean
  readonly onMine: () => void
  readonly onTheirs: () => void
  readonly onCancel: () => void
}

/** A colleague saved meanwhile: what was written here stays until one of the two is chosen. */
export function ConflictDialog({ conflict, busy, onMine, onTheirs, onCancel }: ConflictDialogProps) {
  const parts = conflict?.parts ?? []
  const reviewed = conflict?.by === null
  const different = parts.length > 0 ? `和您写的不一样的是：${parts.join('、')}。` : '改的和您写的一样，可以放心保存。'
  return (
    <Dialog
      open={conflict !== undefined}
      title={reviewed ? '审核把这一条收回了' : `${conflict?.by ?? '同事'}刚改过这一条`}
      text={reviewed ? '有的话不合适公开。改好了再用您写的。' : different}
      confirm="用我写的"
      other={{ text: reviewed ? '用收回的那份' : '用对方改的', onTap: onTheirs }}
      cancel="再看看"
      busy={busy}
      onConfirm={onMine}
      onCancel={onCancel}
    />
  )
}
