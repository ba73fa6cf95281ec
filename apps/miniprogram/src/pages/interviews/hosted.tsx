import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { useKnocks } from '@/app/knocks'
import { go, urlOf } from '@/app/pages'
import { useIsInFront } from '@/platform/front-address'
import {
  formatRoomTime,
  HOSTED_PARTS,
  type HostedPart,
  LobbyCard,
  type Room,
  showHostedPart,
  useHostedPart,
  useRooms,
} from '@/features/interviews'
import { Card, SectionHead } from '@/ui/card'
import { IconButton } from '@/ui/icon-button'
import type { EmptyProps } from '@/ui/empty'
import { ListEnd } from '@/ui/list-end'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { Segmented } from '@/ui/segmented'
import { Badge } from '@/ui/tag'

const GROUPS = [
  { state: 'open', title: '进行中' },
  { state: 'scheduled', title: '要来的' },
  { state: 'ended', title: '过去的' },
] as const

/** A room in a state that this version does not know stands in the last group. */
function groupsOf(rooms: readonly Room[]) {
  const known = GROUPS.map(({ state, title }) => ({ title, rooms: rooms.filter((room) => room.state === state) }))
  const others = rooms.filter(({ state }) => !GROUPS.some((group) => group.state === state))
  return [...known, { title: '别的', rooms: others }].filter((group) => group.rooms.length > 0)
}

const create = () => go('interviewCreate')

const EMPTY = {
  today: {
    art: 'interviews',
    title: '今天没有面试了',
    text: '约在今天的和正在开的会排在这里',
    action: { text: '约面试', onTap: create },
  },
  active: {
    art: 'interviews',
    title: '还没有面试',
    text: '约好的视频面试会排在这里',
    action: { text: '约面试', onTap: create },
  },
  ended: { art: 'interviews', title: '还没有结束的面试', text: '面试结束后，记录都在这里' },
} as const satisfies Record<HostedPart, EmptyProps>

/** The rooms that a member of the staff hosts, in groups: open, planned, ended; above them the guests who wait. */
export function HostedRooms() {
  const part = useHostedPart()
  const rooms = useRooms(part, true)
  const waiting = useKnocks((state) => state.waiting)
  return (
    <Screen
      tab
      title="面试"
      lobby="all"
      head={<Segmented<HostedPart> options={HOSTED_PARTS} value={part} onChange={showHostedPart} />}
      query={rooms}
      onEnd={rooms.loadMore}
      action={<IconButton icon="plus" label="约面试" onTap={create} />}
      empty={EMPTY[part]}
      isEmpty={(list) => list.length === 0 && waiting.length === 0}
    >
      {(list) => (
        <View>
          {waiting.length > 0 ? (
            <LobbyCard waiting={waiting} onOpen={({ roomId }) => go('interviewDetail', { roomId })} />
          ) : null}
          {groupsOf(list).map((group, at) => (
            <Group key={group.title} {...group} top={at === 0 && waiting.length === 0} />
          ))}
          <ListEnd list={rooms} />
        </View>
      )}
    </Screen>
  )
}

const labelOf = ({ roomName }: Room, waiting: number) => (waiting > 0 ? `${roomName}，${waiting}人在门外` : undefined)

interface GroupProps {
  readonly title: string
  readonly rooms: readonly Room[]
  readonly top: boolean
}

function Group({ title, rooms, top }: GroupProps) {
  const waiting = useKnocks((state) => state.waiting)
  const waitingIn = (roomId: string) => waiting.filter((guest) => guest.roomId === roomId).length
  return (
    <>
      <SectionHead title={title} top={top} />
      <Card pad="rows">
        {rooms.map((room) => (
          <RoomRow key={room.roomId} room={room} waiting={waitingIn(room.roomId)} />
        ))}
      </Card>
    </>
  )
}

function RoomRow({ room, waiting }: { readonly room: Room; readonly waiting: number }) {
  const { roomId, roomName, candidateName } = room
  const current = useIsInFront(urlOf('interviewDetail', { roomId }))
  return (
    <Row
      icon="video"
      title={roomName}
      note={[formatRoomTime(room, serverNow()), candidateName].filter(Boolean).join('，')}
      value={waiting > 0 ? <Badge count={waiting} /> : undefined}
      label={labelOf(room, waiting)}
      current={current}
      onTap={() => go('interviewDetail', { roomId })}
    />
  )
}
