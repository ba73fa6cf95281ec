import { View } from '@tarojs/components'
import { memo, useState, type ReactNode } from 'react'
import { copyText } from '@/platform/clipboard'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { IconButton } from '@/ui/icon-button'
import { AiBadge } from '@/ui/ai-badge'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import type { Answer, ChatReply } from '../api'
import { thoughtSeconds, type Live } from './live'
import { piecesOf } from './markdown'
import { Markdown } from './markdown-view'
import { useLive } from './use-live'

/** The text of a failed answer says that it cost nothing. */
const formatCost = ({ state, cost }: Answer) => (cost > 0 ? `${cost}积分` : state === 'stopped' ? '没有扣积分' : '')

export interface AnswersProps {
  readonly answers: readonly Answer[]
  /** Only the last turn can be answered once more. */
  readonly onAgain?: (() => void) | undefined
}

/** The answers to one question, one at a time, the newest first. */
export const Answers = memo(function Answers({ answers, onAgain }: AnswersProps) {
  const [back, setBack] = useState(0)
  const at = Math.max(0, answers.length - 1 - back)
  const answer = answers[at]
  if (!answer) return null
  const { text, note, state } = answer
  const copy = async () => {
    if (await copyText(text)) toast('复制好了')
  }
  const pager =
    answers.length > 1 ? (
      <View className="answer__pager">
        <Tap className="answer__page" label="上一个回答" disabled={at === 0} onTap={() => setBack(back + 1)}>
          <Icon name="left" size="xs" />
        </Tap>
        {at + 1}/{answers.length}
        <Tap className="answer__page" label="下一个回答" disabled={back === 0} onTap={() => setBack(back - 1)}>
          <Icon name="right" size="xs" />
        </Tap>
      </View>
    ) : null
  return (
    <View className="answer">
      <Head cost={formatCost(answer)} side={pager} />
      {answer.thinking ? (
        <Thinking words={`已思考${answer.thoughtSeconds}秒，看看怎么想的`} text={answer.thinking} />
      ) : null}
      {text ? <Markdown text={text} cut={state !== 'done'} /> : null}
      {note ? <Note bad={state === 'failed'}>{note}</Note> : null}
      <View className="answer__acts">
        {text ? <IconButton icon="copy" label="复制回答" onTap={() => void copy()} /> : null}
        {onAgain && text ? <IconButton icon="refresh" label="重新回答" onTap={onAgain} /> : null}
        {onAgain && !text ? (
          <Tap className="answer__retry" onTap={onAgain}>
            <Icon name="refresh" size="s" />
            再试一次
          </Tap>
        ) : null}
      </View>
    </View>
  )
})

export interface LiveAnswerProps {
  readonly run: NonNullable<ChatReply['run']>
  readonly onEnd: (live: Live | undefined) => void
  readonly onGrow: () => void
}

/** The answer that is being written, the only part of the screen that changes with its text. */
export function LiveAnswer({ run, onEnd, onGrow }: LiveAnswerProps) {
  const { live, line } = useLive(run, onEnd, onGrow)
  const doing = line === 'connecting' ? '正在重新连接' : live.text ? '正在写' : live.thinking ? '正在想' : '收到了'
  const side = (
    <View className={classNames('answer__doing', line === 'connecting' && 'answer__doing--off')}>{doing}</View>
  )
  return (
    <View className="answer">
      <Head cost="" side={side} />
      {live.thinking ? (
        <Thinking
          words={live.text ? `已思考${thoughtSeconds(live)}秒，看看怎么想的` : '看看怎么想的'}
          text={live.thinking}
        />
      ) : null}
      {live.text ? (
        <Markdown text={live.text} live />
      ) : (
        <View className="answer__wait">
          <View className="answer__bone" />
          <View className="answer__bone answer__bone--short" />
        </View>
      )}
    </View>
  )
}

function Head({ cost, side }: { readonly cost: string; readonly side: ReactNode }) {
  return (
    <View className="answer__head">
      <AiBadge />
      <View className="answer__cost">{cost}</View>
      {side}
    </View>
  )
}

function Thinking({ words, text }: { readonly words: string; readonly text: string }) {
  const [open, setOpen] = useState(false)
  return (
    <View>
      <Tap className="answer__fold" label={open ? '收起思考' : words} onTap={() => setOpen(!open)}>
        <Icon name={open ? 'up' : 'down'} size="xs" />
        {words}
      </Tap>
      {open ? <View className="answer__thought">{piecesOf(text)}</View> : null}
    </View>
  )
}

function Note({ bad, children }: { readonly bad: boolean; readonly children: string }) {
  return (
    <View className={classNames('answer__note', bad && 'answer__note--bad')}>
      <Icon name={bad ? 'alert' : 'info'} size="xs" />
      <View className="answer__why">{children}</View>
    </View>
  )
}
