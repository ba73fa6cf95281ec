import { View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { replace } from '@/app/pages'
import { Card, SectionHead } from '@/ui/card'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { toast } from '@/ui/toast'
import { useOverview } from '../api'
import { isBeginning, takeQuestion } from '../handoff'
import { Composer } from './composer'
import { useDraft } from './draft'
import { useBegin } from './use-chat'
import { useRoleName } from './role-name'

/** An empty conversation with starters and the field. When the question is accepted, the conversation is shown. */
export function NewConversation() {
  const overview = useOverview()
  const draft = useDraft(undefined)
  const { busy, error, begin } = useBegin()
  const role = useRoleName()
  const send = async () => {
    const { text } = draft
    const id = await begin(text.trim())
    if (!id) return
    draft.sent(text)
    draft.moveTo(id)
    replace('chat', { id })
  }
  /** Puts a starter into the field, unless the field has text. */
  const suggest = (question: string) => {
    const there = draft.now().trim()
    if (there === '' || isBeginning(there)) draft.write(question)
    else toast('您写的还在，先发出去或清掉')
  }
  const ask = async (question: string) => {
    const id = await begin(question)
    if (id) replace('chat', { id })
    else if (draft.now().trim() === '') draft.write(question)
  }
  const choose = (question: string) => (isBeginning(question) ? suggest(question) : void ask(question))
  const chooseNow = useRef(choose)
  chooseNow.current = choose
  useEffect(() => {
    const question = takeQuestion()
    if (question) chooseNow.current(question)
  }, [])

  const data = overview.data
  return (
    <Screen
      title="新的对话"
      sub={`${role}，内容由 AI 生成`}
      query={overview}
      foot={
        data?.credits ? (
          <>
            <DraftChoice {...draft.choice} />
            <Composer
              text={draft.text}
              onInput={draft.write}
              placeholder="想问什么，写在这里"
              price={data.price}
              available={data.credits.available}
              sending={{ busy, error }}
              onSend={() => void send()}
            />
          </>
        ) : undefined
      }
    >
      {({ starters }) => (
        <View>
          <SectionHead title="可以这样问" />
          <Card pad="rows">
            {starters.map((question) => (
              <Row key={question} icon="message" title={question} opens={false} onTap={() => choose(question)} />
            ))}
          </Card>
        </View>
      )}
    </Screen>
  )
}
