import { storedText } from '@qingpin/contract/core/text'
import { COMMENT_MAX } from '@qingpin/contract/shortlists/shortlists.rules'
import { useTextDraft } from '@/app/drafts/use-text-draft'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { TextArea } from '@/ui/text-area'
import { writeComment, type GuestWorker } from '../api'
import { commentDrafts } from '../drafts'
import { Comments } from '../view/worker-card'

interface CommentSheetProps {
  readonly listId: string
  /** Absent where it is closed. */
  readonly worker: GuestWorker | undefined
  readonly onClose: () => void
}

/** What was said of a worker, and room for another word. */
export function CommentSheet({ listId, worker, onClose }: CommentSheetProps) {
  const keyFor = useIdempotencyKey()
  const workerId = worker?.id
  const subject = workerId && `${listId}/${workerId}`
  const { text, setText, drop } = useTextDraft(commentDrafts, subject)
  const { run, busy, problem } = useAction(async () => {
    if (workerId === undefined || subject === undefined || storedText(text) === '') return
    const body = { workerId, text }
    await writeComment(listId, body, keyFor(body))
    drop(subject)
    onClose()
  })
  return (
    <Sheet
      open={worker !== undefined}
      title={`给${worker?.name ?? ''}留言`}
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="正在发" disabled={storedText(text) === ''} onTap={() => void run()}>
          发出去
        </Button>
      }
    >
      <Comments comments={worker?.comments ?? []} />
      <TextArea value={text} onInput={setText} placeholder="想问什么，例如：会做黄酒煮蛋吗？" maxLength={COMMENT_MAX} />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
