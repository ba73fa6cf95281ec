import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { go } from '@/app/pages'
import { type Room, formatRoomTime, useRooms } from '@/features/interviews'
import { Card, SectionHead } from '@/ui/card'
import { IconButton } from '@/ui/icon-button'
import { ListEnd } from '@/ui/list-end'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import type { Part } from './parts'

const GROUPS = [
  { state: 'open', title: '进行中' },
  { state: 'scheduled', title: '要来的' },
  { state: 'ended', title: '过去的' },
] as const

const groupsOf = (rooms: readonly Room[]) =>
  GROUPS.map(({ state, title }) => ({ title, rooms: rooms.filter((room) => room.state === state) })).filter(
    (group) => group.rooms.length > 0,
  )

const create = () => go('interviewCreate')

/** The rooms that a member of the staff hosts, in groups: open, planned, ended. */
export function HostedRooms({ part, head }: { readonly part: Part; readonly head: ReactNode }) {
  const rooms = useRooms(part === 'coming' ? 'active' : 'ended', true)
  return (
    <Screen
      tab
      title="面试"
      head={head}
      query={rooms}
      onEnd={rooms.loadMore}
      action={<IconButton icon="plus" label="约面试" onTap={create} />}
      empty={
        part === 'coming'
          ? {
              art: 'interviews',
              title: '还没有面试',
              text: '约好的视频面试会排在这里',
              action: { text: '约面试', onTap: create },
            }
          : { art: 'interviews', title: '还没有结束的面试', text: '面试结束后，记录都在这里' }
      }
    >
      {(list) => (
        <View>
          {groupsOf(list).map((group, at) => (
            <Group key={group.title} {...group} top={at === 0} />
          ))}
          <ListEnd list={rooms} />
        </View>
      )}
    </Screen>
  )
}

interface GroupProps {
  readonly title: string
  readonly rooms: readonly Room[]
  readonly top: boolean
}

function Group({ title, rooms, top }: GroupProps) {
  const now = Date.now()
  return (
    <>
      <SectionHead title={title} top={top} />
      <Card pad="rows">
        {rooms.map((room) => (
          <Row
            key={room.roomId}
            icon="video"
            title={room.roomName}
            note={[formatRoomTime(room, now), room.candidateName].filter(Boolean).join('，')}
            onTap={() => go('interviewDetail', { roomId: room.roomId })}
          />
        ))}
      </Card>
    </>
  )
}
