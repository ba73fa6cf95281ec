import { can } from '@qingpin/contract/core/policy'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAccount } from '@/app/session'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { problemOf } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { claimCustomer, customerChanged } from '../api'

interface ClaimButtonProps {
  readonly id: string
  readonly name: string
  readonly onClaimed?: () => void
  readonly grow?: boolean
}

/** Claims a customer of the pool; absent for those who may not edit customers. */
export function ClaimButton({ id, name, onClaimed, grow = false }: ClaimButtonProps) {
  const account = useAccount()
  const keyFor = useIdempotencyKey()
  const { run, busy } = useAction(
    async () => {
      await claimCustomer(id, keyFor({ id }))
      customerChanged(id)
      toast(`${name}归您了`)
      onClaimed?.()
    },
    {
      problemOf: (error) => {
        toast(problemOf(error).text)
        customerChanged(id)
        return undefined
      },
    },
  )
  if (!account || !can(account.role, 'customer:edit')) return null
  return (
    <Button
      size={grow ? 'l' : 'm'}
      kind={grow ? 'primary' : 'sec2'}
      grow={grow}
      busy={busy}
      busyText="正在领"
      onTap={() => void run()}
    >
      领取
    </Button>
  )
}
