import { serverNow } from '@/app/clock'
import { useOutbox } from '@/app/outbox/outbox'
import { go } from '@/app/pages'
import { formatTime } from '@/ui/format-time'
import { InfoBar } from '@/ui/info-bar'
import { forgetCall, useCall } from './call'

interface WorkBarProps {
  /** Of one customer only. */
  readonly customerId?: string
}

/** What is left to do under the bar: to note a call that was just made, and what waits on this phone for the network. */
export function WorkBar({ customerId }: WorkBarProps) {
  const call = useCall((state) => state.call)
  const isAbout = (id: string | undefined) => customerId === undefined || id === customerId
  const items = useOutbox((state) => state.items).filter((one) => isAbout(one.customerId))
  const stuck = items.filter(({ state }) => state !== 'waiting').length
  const waiting = `待发送${items.length}条${stuck > 0 ? `，${stuck}条要您定` : ''}`
  return (
    <>
      {call && isAbout(call.id) ? (
        <InfoBar
          icon="phone"
          text={`记一下这次通话？${call.name}，${formatTime(call.at, serverNow())}`}
          action={{ text: '记一下', onTap: () => go('followUp', { id: call.id, call: '1' }) }}
          onClose={forgetCall}
        />
      ) : null}
      {items.length > 0 ? (
        <InfoBar
          icon={stuck > 0 ? 'alert' : 'upload'}
          text={waiting}
          action={{ text: '看看', onTap: () => go('outbox') }}
        />
      ) : null}
    </>
  )
}
