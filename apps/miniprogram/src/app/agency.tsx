import { callPhone } from '@/platform/phone-call'
import { Button, type ButtonProps } from '@/ui/button'
import { useClientConfig } from './client-config'

/** The name of the agency, for use in a sentence. */
export const useAgencyName = (): string => useClientConfig().data?.agency.name ?? '我们'

/** When staff has looked at what came in, in the agency's own words; empty while unknown or not promised. */
export const useReviewTime = (): string => useClientConfig().data?.agency.reviewTime ?? ''

/** Calls the agency; undefined until its number is known. A page that knows the number passes it. */
export function useCallAgency(known?: string): (() => void) | undefined {
  const config = useClientConfig(known === undefined).data
  const phone = known ?? config?.agency.phone
  return phone ? () => callPhone(phone) : undefined
}

interface CallAgencyProps extends Pick<ButtonProps, 'children' | 'kind' | 'size' | 'grow' | 'label'> {
  readonly phone?: string
}

/** Help is one tap away: a button that calls the agency. Not there until its number is known. */
export function CallAgency({ phone, kind = 'text', size = 'm', ...look }: CallAgencyProps) {
  const call = useCallAgency(phone)
  return call ? <Button {...look} kind={kind} size={size} icon="phone" onTap={call} /> : null
}
