import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { go } from '@/app/pages'
import { type Room, sayRoomTime, useRooms } from '@/features/interviews'
import { Card, SectionHead } from '@/ui/card'
import { IconButton } from '@/ui/icon-button'
import { ListEnd } from '@/ui/list-end'
import { Row } from '@/ui/row'
import { Screen } from '@/ui/screen'
import type { Part } from '.'

const create = () => go('interviewCreate')

/** What staff hosts: what is open, what is to come, what is past. */
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
          <Group title="进行中" rooms={list.filter(({ state }) => state === 'open')} />
          <Group title="要来的" rooms={list.filter(({ state }) => state === 'scheduled')} />
          <Group title="过去的" rooms={list.filter(({ state }) => state === 'ended')} />
          <ListEnd list={rooms} />
        </View>
      )}
    </Screen>
  )
}

function Group({ title, rooms }: { readonly title: string; readonly rooms: readonly Room[] }) {
  if (rooms.length === 0) return null
  const now = Date.now()
  return (
    <>
      <SectionHead title={title} />
      <Card pad="rows">
        {rooms.map((room) => (
          <Row
            key={room.roomId}
            icon="video"
            title={room.roomName}
            note={[sayRoomTime(room, now), room.candidateName].filter(Boolean).join('，')}
            onTap={() => go('interviewDetail', { roomId: room.roomId })}
          />
        ))}
      </Card>
    </>
  )
}
