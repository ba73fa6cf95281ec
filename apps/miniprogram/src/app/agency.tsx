import { callPhone } from '@/platform/phone-call'
import { Button } from '@/ui/button'
import { useClientConfig } from './client-config'

/** Help is one tap away: calls the agency. Nothing until its number is known. */
export function CallAgency({ children }: { readonly children: string }) {
  const phone = useClientConfig().data?.agency.phone
  if (!phone) return null
  return (
    <Button kind="text" size="m" icon="phone" onTap={() => callPhone(phone)}>
      {children}
    </Button>
  )
}
