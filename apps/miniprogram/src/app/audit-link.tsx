import { can } from '@qingpin/contract/core/policy'
import { Card } from '@/ui/card'
import { Row } from '@/ui/row'
import { go } from './pages'
import { useAccount } from './session'

/** On the page of a record: who saw, changed, assigned or revealed it. Not there for roles that may not read the log. */
export function AuditLink({ record }: { readonly record: string }) {
  const account = useAccount()
  if (account === undefined || !can(account.role, 'audit:view')) return null
  return (
    <Card pad="rows">
      <Row icon="clock" title="操作记录" note="谁看过号码、改过、分配过" onTap={() => go('auditLog', { record })} />
    </Card>
  )
}
