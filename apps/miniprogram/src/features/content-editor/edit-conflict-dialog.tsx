import { Dialog } from '@/ui/dialog'

interface ConflictDialogProps {
  /** Who saved meanwhile, and which parts differ from what is written here; undefined while there is no conflict. */
  readonly conflict: { readonly by: string; readonly parts: readonly string[] } | undefined
  readonly busy: boolean
  readonly onMine: () => void
  readonly onTheirs: () => void
  readonly onCancel: () => void
}

/** A colleague saved meanwhile: what was written here stays until one of the two is chosen. */
export function ConflictDialog({ conflict, busy, onMine, onTheirs, onCancel }: ConflictDialogProps) {
  const parts = conflict?.parts ?? []
  return (
    <Dialog
      open={conflict !== undefined}
      title={`${conflict?.by ?? '同事'}刚改过这一条`}
      text={parts.length > 0 ? `和您写的不一样的是：${parts.join('、')}。` : '改的和您写的一样，可以放心保存。'}
      confirm="用我写的"
      other={{ text: '用对方改的', onTap: onTheirs }}
      cancel="再看看"
      busy={busy}
      onConfirm={onMine}
      onCancel={onCancel}
    />
  )
}
