import { View } from '@tarojs/components'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { useKnocks } from '@/app/knocks'
import { go } from '@/app/pages'
import { formatRoomTime, formatWhen, openInterviewsOfToday } from '@/features/interviews'
import { Card, SectionHead } from '@/ui/card'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'

type Day = ReplyOf<ContractMap['GET /api/today']>['interviews']
type First = Day['first'][number]

/** The interviews of today: the open one, then by their time, with the guests in their lobbies. */
export function FirstInterviews({ first, today }: Day) {
  const waiting = useKnocks((state) => state.waiting)
  if (first.length === 0) return null
  const more = today > first.length ? { text: `全部${today}场`, onTap: openInterviewsOfToday } : undefined
  return (
    <View>
      <SectionHead title="今天面试" more={more} />
      <Card pad="none">
        {first.map((room) => (
          <Interview
            key={room.roomId}
            room={room}
            waiting={waiting.filter(({ roomId }) => roomId === room.roomId).length}
          />
        ))}
      </Card>
    </View>
  )
}

/** 15:30 today; with the day where the room was planned for an earlier one. */
function whenOf({ state, scheduledAt, createdAt }: First): string {
  if (state === 'open') return '正在面'
  return formatWhen(Date.parse(scheduledAt ?? createdAt), Date.now()).replace(/^今天/, '')
}

function Interview({ room, waiting }: { readonly room: First; readonly waiting: number }) {
  const { roomId, roomName, candidateName, state } = room
  const note = candidateName ? `应聘人 ${candidateName}` : formatRoomTime(room, Date.now())
  return (
    <Tap className="today-first" role="link" onTap={() => go('interviewDetail', { roomId })}>
      <View className={state === 'open' ? 'today-first__when today-first__when--accent' : 'today-first__when'}>
        {whenOf(room)}
      </View>
      <View className="today-first__text">
        <View className="today-first__top">
          <View className="today-first__name">{roomName}</View>
          {waiting > 0 ? <Tag tone="warn">{`${waiting}人在门外`}</Tag> : null}
        </View>
        <View className="today-first__note">{note}</View>
      </View>
    </Tap>
  )
}
