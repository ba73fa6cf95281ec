import { InfoBar } from '@/ui/info-bar'
import { closeKnocks, openKnocks, useKnocks } from '../knocks'
import { go } from '../pages'

/** On every screen of staff: who waits in a lobby, and the way there. @param except the room whose lobby the page shows */
export function KnockBar({ except }: { readonly except: string | undefined }) {
  const knocks = useKnocks()
  const [first, ...more] = openKnocks(knocks, except)
  if (!first) return null
  const text = more.length > 0 ? `${first.name}等${more.length + 1}位在门外` : `${first.name}在门外，${first.roomName}`
  const look = () => (more.length > 0 ? go('interviews') : go('interviewDetail', { roomId: first.roomId }))
  return <InfoBar icon="bell" text={text} action={{ text: '去看看', onTap: look }} onClose={closeKnocks} />
}
