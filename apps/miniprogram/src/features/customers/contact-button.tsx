import { IconButton } from '@/ui/icon-button'
import type { CustomerCard } from './api'
import type { Contact } from './use-contact'

interface ContactButtonProps {
  readonly card: Pick<CustomerCard, 'name' | 'phone'>
  readonly contact: Contact
}

/** Calls the customer, or copies the WeChat name where there is no number. */
export function ContactButton({ card: { name, phone }, contact }: ContactButtonProps) {
  return phone ? (
    <IconButton icon="phone" tone="accent" label={`给${name}打电话`} onTap={() => void contact.call()} />
  ) : (
    <IconButton icon="copy" tone="accent" label={`复制${name}的微信号`} onTap={() => void contact.copy('wechatId')} />
  )
}
