import { Button } from '@/ui/button'
import { Row } from '@/ui/row'
import { Sheet } from '@/ui/sheet'
import type { Decide, Participant } from '../api'

interface RemoveSheetProps {
  readonly guest: Participant | undefined
  readonly onDecide: Decide
  readonly onClose: () => void
}

/** Asks how a guest is to leave: to the lobby for a while, or for good. */
export function RemoveSheet({ guest, onDecide, onClose }: RemoveSheetProps) {
  const decide = (decision: 'return' | 'remove') => {
    onClose()
    if (guest) void onDecide(guest, decision)
  }
  const footer = (
    <>
      <Button kind="danger" onTap={() => decide('remove')}>
        请离开
      </Button>
      <Button grow onTap={() => decide('return')}>
        退回门外
      </Button>
    </>
  )
  return (
    <Sheet open={guest !== undefined} title={`请${guest?.name ?? ''}出去吗？`} onClose={onClose} footer={footer}>
      <Row icon="clock" title="退回门外" note="在门外等着，您可以再请进来。" />
      <Row icon="hangup" title="请离开" note="这场面试不能再进来，用的邀请会作废，没有邀请的人也不能再来敲门。" />
    </Sheet>
  )
}
