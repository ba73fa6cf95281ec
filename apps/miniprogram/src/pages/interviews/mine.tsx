import { serverNow } from '@/app/clock'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import type { ReactNode } from 'react'
import { go } from '@/app/pages'
import type { Account } from '@/app/session'
import { formatRoomTime, useMyInterviews } from '@/features/interviews'
import { Card } from '@/ui/card'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import type { Part } from './parts'

interface MyInterviewsProps {
  readonly part: Part
  readonly head: ReactNode
  readonly account: Account | undefined
}

/** Interviews that the person joined with an account; one joined without it is found by its link only. */
export function MyInterviews({ part, head, account }: MyInterviewsProps) {
  const mine = useMyInterviews(account !== undefined)
  const ofPart = (state: string) => (state === 'ended') === (part === 'past')
  const empty =
    part === 'coming'
      ? {
          art: 'interviews' as const,
          title: '还没有面试',
          text: '约好的面试会出现在这里，\n收到的邀请，点开链接就能来',
          action: { text: '去首页看看', onTap: () => go('home') },
        }
      : { art: 'interviews' as const, title: '还没有参加过', text: '面试结束后，记录都在这里' }
  const query = account ? mine : { ...mine, data: [], error: undefined, offline: false }
  return (
    <Screen
      tab
      title="面试"
      head={head}
      query={query}
      empty={empty}
      isEmpty={(items) => items.every(({ state }) => !ofPart(state))}
    >
      {(items) => (
        <Card pad="rows">
          {items
            .filter(({ state }) => ofPart(state))
            .map((one) => (
              <Row
                key={one.roomId}
                icon="video"
                title={one.title}
                note={`${one.hostName}主持，${formatRoomTime(one, serverNow())}`}
                value={PARTICIPANT_ROLE_LABELS[one.role]}
                onTap={one.state === 'ended' ? undefined : () => go('interviewRoom', { roomId: one.roomId })}
              />
            ))}
        </Card>
      )}
    </Screen>
  )
}
