import { useAction } from '@/app/use-action'
import { useIdempotencyKey } from '@/app/idempotency'
import { invalidate } from '@/app/query'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import type { Problem } from '@/ui/read-error'
import { MY_RESUME } from '@/features/my-resume'
import { CallAgency } from '@/app/agency'
import { claimRecord, type ClaimedRecord } from './submit'

interface OnFileProps {
  readonly onClaimed: (reply: ClaimedRecord) => void
}

/** Lets the worker claim the record that the agency has of the number that her account has proved. */
export function OnFile({ onClaimed }: OnFileProps) {
  const keyFor = useIdempotencyKey()
  const { busy, problem, run } = useAction(async () => {
    onClaimed(await claimRecord(keyFor))
    invalidate(MY_RESUME)
  })
  return (
    <>
      <Button size="m" busy={busy} busyText="接上中" onTap={() => void run()}>
        接着用这份档案
      </Button>
      {problem ? <Refused problem={problem} /> : null}
    </>
  )
}

function Refused({ problem }: { readonly problem: Problem }) {
  return (
    <>
      <FieldError {...problem} />
      <CallAgency kind="sec2">打电话问经纪人</CallAgency>
    </>
  )
}
