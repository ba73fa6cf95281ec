import { View } from '@tarojs/components'
import { CallAgency } from '@/app/agency'
import { go } from '@/app/pages'
import { useAction } from '@/app/use-action'
import { Empty } from '@/ui/empty'
import { FieldError } from '@/ui/field-frame'
import { Screen } from '@/app/shell/screen'
import type { RoomView } from '../api'
import type { Participation } from './use-participation'

const wordsOf = ({ me, room }: RoomView): { title: string; text: string } => {
  if (me.state === 'removed')
    return { title: '主持人已请您离开', text: `这场面试不能再进了。\n想了解原因，请联系${room.hostName}。` }
  if (room.state === 'ended') {
    return me.role === 'host'
      ? { title: '面试结束了', text: '来过的人都在面试记录里。' }
      : { title: '谢谢您来', text: `面试结束了，${room.hostName}会再和您联系。` }
  }
  if (me.state === 'denied') return { title: '这次没有请您进来', text: `可能还不到时候，可以先联系${room.hostName}。` }
  return { title: '您已经离开', text: '想回来就再敲一次门。断线久了，座位也会这样让出来。' }
}

/** What is shown after leaving, being denied or removed, and after the end, with a way on. */
export function Over({ state }: { readonly state: Participation }) {
  const { view } = state
  const { run: back, busy, problem } = useAction(() => state.comeBack())
  if (!view) return null
  const { me, room } = view
  const mayReturn = me.state === 'left' && room.state !== 'ended'
  const home = { text: '去首页看看', onTap: () => go('home') }
  return (
    <Screen title={room.title} onBack={() => go(me.role === 'host' ? 'interviews' : 'home')}>
      <Empty
        art={me.state === 'left' || room.state === 'ended' ? 'interviews' : 'link-closed'}
        {...wordsOf(view)}
        action={
          mayReturn
            ? { text: me.role === 'host' ? '回到房间' : '再敲门', onTap: () => void back(), busy }
            : me.role === 'host'
              ? { text: '看面试记录', onTap: () => go('interviewDetail', { roomId: room.roomId }) }
              : home
        }
      />
      {problem ? <FieldError {...problem} /> : null}
      {me.role === 'host' ? null : (
        <View className="ir-help">
          <CallAgency>打电话问</CallAgency>
        </View>
      )}
    </Screen>
  )
}
