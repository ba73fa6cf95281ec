import { Dialog } from '@/ui/dialog'
import type { Room } from './api'

export interface EndOtherDialogProps {
  readonly other: Room | undefined
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks before a room is opened that ends the host's other open room. */
export const EndOtherDialog = ({ other, onConfirm, onCancel }: EndOtherDialogProps) => (
  <Dialog
    open={other !== undefined}
    title="结束另一场，开这场吗？"
    text={`“${other?.roomName ?? ''}”还开着。开这场，那场就结束了，里面的人会一起离开。`}
    confirm="开这场"
    danger
    onConfirm={onConfirm}
    onCancel={onCancel}
  />
)
