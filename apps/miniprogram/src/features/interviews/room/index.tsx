import { useDidHide, useDidShow, useUnload } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import { CallAgency } from '@/app/agency'
import { go, useParams } from '@/app/pages'
import { localMedia } from '@/platform/rtc/local-media'
import { Empty } from '@/ui/empty'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { listensOnly } from '../stored-participant'
import { Elsewhere } from './elsewhere'
import { Inside } from './inside'
import { Lobby } from './lobby'
import { Over } from './over'
import { useCall } from './use-call'
import { useParticipation } from './use-participation'
import './room.scss'

function InterviewRoom() {
  const { roomId = '', as } = useParams('interviewRoom')
  const state = useParticipation(roomId, as === 'guest')
  const call = useCall(state)
  const { view, status, asParticipant } = state
  const inside = status === 'ready' && view?.me.state === 'admitted' && view.room.state === 'open'
  const over = view && !inside && view.me.state !== 'waiting'
  useDevices(Boolean(inside) && !listensOnly(roomId), Boolean(over) || status === 'closed' || status === 'elsewhere')

  if (status === 'closed') return <NotHere />
  if (status === 'elsewhere' && view) return <Elsewhere state={state} view={view} />
  if (status !== 'ready' || !view || !asParticipant) {
    const query = {
      data: undefined,
      error: state.error,
      at: 0,
      offline: false,
      refetch: () => Promise.resolve(state.retry()),
    }
    return (
      <Screen title="视频面试" query={query}>
        {null}
      </Screen>
    )
  }
  if (inside) return <Inside state={state} view={view} asParticipant={asParticipant} call={call} />
  return view.me.state === 'waiting' ? (
    <Lobby view={view} line={state.line} onLeave={state.leave} />
  ) : (
    <Over state={state} />
  )
}

/** Opens the devices on entering, and ends all tracks when the page is left or the interview is over. */
function useDevices(enabled: boolean, over: boolean): void {
  const opened = useRef<{ mic: boolean; cam: boolean } | undefined>(undefined)
  useEffect(() => {
    const { mic, cam } = localMedia.state()
    if (enabled && mic === 'off' && cam === 'off') void localMedia.openBoth()
  }, [enabled])
  useEffect(() => {
    if (over) localMedia.stop()
  }, [over])
  useDidHide(() => {
    const { mic, cam } = localMedia.state()
    opened.current = { mic: mic === 'on', cam: cam === 'on' }
    localMedia.stop()
  })
  useDidShow(() => {
    if (opened.current?.mic) void localMedia.open('mic')
    if (opened.current?.cam) void localMedia.open('cam')
    opened.current = undefined
  })
  useUnload(() => localMedia.stop())
  useEffect(() => () => localMedia.stop(), [])
}

const NotHere = () => (
  <Screen title="视频面试">
    <Empty
      art="link-closed"
      title="这里进不去"
      text={'这台设备在这场面试里没有座位。\n请再点一次发给您的邀请链接。'}
      action={{ text: '去首页看看', onTap: () => go('home') }}
    />
    <View className="ir-help">
      <CallAgency>打电话问</CallAgency>
    </View>
  </Screen>
)

export default guardPage(InterviewRoom)
