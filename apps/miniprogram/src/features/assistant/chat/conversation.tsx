import { View } from '@tarojs/components'
import { memo, useCallback, useMemo, useRef, useState } from 'react'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { useAction } from '@/app/use-action'
import { api } from '@/app/api'
import { setData } from '@/app/query'
import type { EndKeeper } from '@/platform/scroller.types'
import { Icon } from '@/ui/icon'
import { readAbout } from '@/app/unread'
import { isInFront } from '@/platform/in-front'
import { Screen } from '@/app/shell/screen'
import { Tap } from '@/ui/tap'
import { chatKey, useChat, type ChatReply, type Turn } from '../api'
import { Answers, LiveAnswer } from './answer-card'
import { Composer } from './composer'
import { useDraft } from './draft'
import { spendable } from './live'
import { useRoleName } from './role-name'
import { useAsking } from './use-chat'
import { Bone } from '@/ui/skeleton'

export function Conversation({ id }: { readonly id: string }) {
  const chat = useChat(id)
  const draft = useDraft(id)
  const asking = useAsking(id, chat.data)
  const role = useRoleName()
  const [away, setAway] = useState(false)
  const end = useMemo<EndKeeper>(() => ({ onAway: setAway, go: () => undefined }), [])
  const latest = useRef(asking)
  latest.current = asking
  const again = useCallback(() => void latest.current.again(), [])
  const grow = useCallback(() => end.go('gently'), [end])

  const seen: typeof asking.ended = (live) => {
    asking.ended(live)
    // Who watches the answer to its end needs no notification of it.
    if (live && isInFront()) readAbout('answer-finished', id)
  }
  const send = async () => {
    end.go('now')
    const { text } = draft
    if (await asking.ask(text.trim())) draft.sent(text)
  }
  const { data } = chat
  return (
    <Screen
      title={data?.chat.title ?? '对话'}
      sub={`${role}，内容由 AI 生成`}
      query={chat}
      pad={false}
      end={end}
      skeleton={<ChatSkeleton />}
      foot={
        data ? (
          <>
            {away ? (
              <Tap className="chat__jump" label="回到最新" onTap={() => end.go('now')}>
                <Icon name="down" size="s" />
              </Tap>
            ) : null}
            <DraftChoice {...draft.choice} />
            <Composer
              text={draft.text}
              onInput={draft.write}
              placeholder="接着问…"
              price={data.price}
              available={spendable(data)}
              sending={asking}
              onSend={() => void send()}
              running={data.run ? { stopping: asking.stopping, onStop: asking.stop } : undefined}
            />
          </>
        ) : undefined
      }
    >
      {({ turns, run, before }) => (
        <View className="chat">
          {before === null ? null : <Earlier id={id} before={before} />}
          {turns.map((turn, index) => (
            <TurnView
              key={turn.question.id}
              turn={turn}
              onAgain={index === turns.length - 1 && !run ? again : undefined}
              covered={run?.questionId === turn.question.id}
            />
          ))}
          {run ? <LiveAnswer key={run.id} run={run} onEnd={seen} onGrow={grow} /> : null}
        </View>
      )}
    </Screen>
  )
}

interface TurnViewProps {
  readonly turn: Turn
  readonly onAgain: (() => void) | undefined
  /** Another answer is being written; the earlier ones return when it has ended. */
  readonly covered: boolean
}

const TurnView = memo(function TurnView({ turn, onAgain, covered }: TurnViewProps) {
  return (
    <View className="chat__turn">
      <View className="chat__me">{turn.question.text}</View>
      {covered || turn.answers.length === 0 ? null : <Answers answers={turn.answers} onAgain={onAgain} />}
    </View>
  )
})

/** Long conversations are loaded in parts, the earlier ones on request. */
function Earlier({ id, before }: { readonly id: string; readonly before: number }) {
  const { run, busy, error } = useAction(async () => {
    const page = await api('GET /api/assistant/chats/{id}', { params: { id }, query: { before: String(before) } })
    setData<ChatReply>(chatKey(id), (now) =>
      now ? { ...now, turns: [...page.turns, ...now.turns], before: page.before } : page,
    )
  })
  const words = busy ? '正在取更早的' : error === undefined ? '看更早的' : '没取到，点这里再试'
  return (
    <Tap className="chat__earlier" disabled={busy} onTap={() => void run()}>
      {words}
    </Tap>
  )
}

/** A question and its answer, before they are there. */
function ChatSkeleton() {
  return (
    <View className="chat" role="status" ariaLabel="正在取对话">
      <View className="chat__me chat__me--bones">
        <Bone width={100} height="m" />
      </View>
      <View className="answer">
        <Bone width={30} height="m" />
        <View className="answer__wait">
          <View className="answer__bone" />
          <View className="answer__bone" />
          <View className="answer__bone answer__bone--short" />
        </View>
      </View>
    </View>
  )
}
