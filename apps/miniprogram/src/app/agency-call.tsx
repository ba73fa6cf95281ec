import { useClientConfig } from '@/app/client-config'
import { callPhone } from '@/platform/phone-call'
import { Button, type ButtonProps } from '@/ui/button'

/** The agency as it is called in a sentence. */
export const useAgencyName = (): string => useClientConfig().data?.agency.name ?? '我们'

/** When somebody has looked at what came in, in the agency's own words; empty while unknown or not promised. */
export const useReviewTime = (): string => useClientConfig().data?.agency.reviewTime ?? ''

/** Rings the agency; not there while its number is unknown. */
export function AgencyCall({
  children,
  ...look
}: Pick<ButtonProps, 'children' | 'kind' | 'size' | 'className' | 'grow'>) {
  const phone = useClientConfig().data?.agency.phone
  if (!phone) return null
  return (
    <Button {...look} icon="phone" onTap={() => callPhone(phone)}>
      {children}
    </Button>
  )
}
