import { storedText } from '@qingpin/contract/core/text'
import { COMMENT_MAX } from '@qingpin/contract/shortlists/shortlists.rules'
import { useTextDraft } from '@/app/drafts/use-text-draft'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { Sheet } from '@/ui/sheet'
import { TextArea } from '@/ui/text-area'
import { answer, type Shortlist } from '../api'
import { replyDrafts } from '../drafts'
import { Comments } from '../view/worker-card'

interface ReplySheetProps {
  readonly listId: string
  readonly item: Shortlist['items'][number] | undefined
  readonly onClose: () => void
}

/** Answers the customer under a worker. */
export function ReplySheet({ listId, item, onClose }: ReplySheetProps) {
  const keyFor = useIdempotencyKey()
  const workerId = item?.id
  const subject = workerId && `${listId}/${workerId}`
  const { text, setText, drop } = useTextDraft(replyDrafts, subject)
  const { run, busy, problem } = useAction(async () => {
    if (workerId === undefined || subject === undefined || storedText(text) === '') return
    const body = { workerId, text }
    await answer(listId, body, keyFor(body))
    drop(subject)
    onClose()
  })
  return (
    <Sheet
      open={item !== undefined}
      title={`关于${item?.name ?? ''}`}
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="正在发" disabled={storedText(text) === ''} onTap={() => void run()}>
          发给客户
        </Button>
      }
    >
      <Comments comments={item?.comments ?? []} />
      <TextArea value={text} onInput={setText} placeholder="客户在名单上看得到" maxLength={COMMENT_MAX} />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
