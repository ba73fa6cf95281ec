import { ASSIGNED_AT_ONCE } from '@qingpin/contract/customers/customers.rules'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { toast } from '@/ui/toast'
import { assignMany } from '../api'
import { AssignSheet } from '../detail/assign-sheet'

/** Several customers of the list that go to one colleague. */
export function useSelection() {
  const [ids, setIds] = useState<readonly string[]>()
  const [assigning, setAssigning] = useState(false)
  const toggle = (id: string) => {
    if (ids === undefined) return
    if (ids.includes(id)) setIds(ids.filter((other) => other !== id))
    else if (ids.length < ASSIGNED_AT_ONCE) setIds([...ids, id])
    else toast(`一次最多转${ASSIGNED_AT_ONCE}位`)
  }
  const stop = () => setIds(undefined)
  const foot =
    ids === undefined ? undefined : (
      <>
        <FootBar>
          <Button kind="plain" onTap={stop}>
            不选了
          </Button>
          <Button grow disabled={ids.length === 0} onTap={() => setAssigning(true)}>
            {ids.length > 0 ? `转给同事，${ids.length}位` : '点选要转的客户'}
          </Button>
        </FootBar>
        <AssignSheet
          open={assigning}
          onClose={() => setAssigning(false)}
          onAssign={async (body, key, name) => {
            const { assigned, results } = await assignMany(ids, body, key)
            const left = results.length - assigned
            toast(left > 0 ? `${assigned}位转给${name}了，${left}位没有变` : `${assigned}位转给${name}了`)
            stop()
          }}
        />
      </>
    )
  return { ids, start: () => setIds([]), toggle, foot }
}
