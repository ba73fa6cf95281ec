import { isStaffRole } from '@qingpin/contract/core/policy'
import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { useAccount } from '@/app/session'
import { useFrontAddress } from '@/platform/front-address.h5'
import { useWide } from '@/platform/wide.h5'

/** From this width staff works at a desk. */
const DESK_PX = 1024
/** Pages that take the whole window: a call, and what its guests see. */
const ALONE = /^\/features\/(?:interviews\/(?:room|guest)|shortlists\/guest|auth)\//

/** Fetched in a wide window only: a phone never loads it. */
const loadShell = () => import('./shell.h5')

function Desk() {
  const account = useAccount()
  const alone = ALONE.test(useFrontAddress())
  const wide = useWide(DESK_PX) && account !== undefined && isStaffRole(account.role) && !alone
  const [Shell, setShell] = useState<ComponentType>()
  useEffect(() => {
    if (!wide || Shell) return undefined
    let left = false
    loadShell().then(
      (loaded) => left || setShell(() => loaded.Shell),
      // Without a network the phone's layout stays; the next change of width or page tries again.
      () => undefined,
    )
    return () => void (left = true)
  }, [wide, Shell])
  return wide && Shell ? <Shell key={`${account.id}:${account.role}`} /> : null
}

export const withDesk = (pages: ReactNode): ReactNode => (
  <>
    {pages}
    <Desk />
  </>
)
