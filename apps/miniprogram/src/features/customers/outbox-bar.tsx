import { useOutbox } from '@/app/outbox/outbox'
import { go } from '@/app/pages'
import { InfoBar } from '@/ui/info-bar'

/** How many writings wait on this phone, of one customer or all; nothing where none does. */
export function OutboxBar({ customerId }: { readonly customerId?: string }) {
  const items = useOutbox((state) => state.items).filter((one) => !customerId || one.customerId === customerId)
  if (items.length === 0) return null
  const stuck = items.filter(({ state }) => state !== 'waiting').length
  const text = `待发送${items.length}条${stuck > 0 ? `，${stuck}条要您定` : ''}`
  return (
    <InfoBar icon={stuck > 0 ? 'alert' : 'upload'} text={text} action={{ text: '看看', onTap: () => go('outbox') }} />
  )
}
