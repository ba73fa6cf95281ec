import { labelOf } from '@qingpin/contract/core/choices'
import { TRANSFER_BOXES, TRANSFER_STATES } from '@qingpin/contract/customers/customers.enums'
import { TRANSFER_DAYS } from '@qingpin/contract/customers/transfers.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { useIdempotencyKey } from '@/app/idempotency'
import { go, useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { formatDeadline, formatTime } from '@/ui/format-time'
import { ListEnd } from '@/ui/list-end'
import { Segmented } from '@/ui/segmented'
import { Tag, type Tone } from '@/ui/tag'
import { toast } from '@/ui/toast'
import { AnswerSheet } from './answer-sheet'
import { transfersChanged, useTransfers, withdrawTransfer, type Box, type Transfer } from './api'
import './transfers.scss'

const EMPTY = {
  'to-answer': { title: '没有等您回话的', text: '同事想要您的客户，会到这里问您' },
  asked: { title: '还没请同事转过', text: '录客户时号码在同事那里，点“请同事转给我”' },
} as const

const TONES: Readonly<Partial<Record<Transfer['state'], Tone>>> = { open: 'accent', accepted: 'ok' }

/** Requests to hand customers over: those that wait for the account, and those that it made. */
function TransferRequests() {
  const { box: opened } = useParams('transferRequests')
  const [box, setBox] = useState<Box>(opened === 'asked' ? 'asked' : 'to-answer')
  const [answering, setAnswering] = useState<Transfer>()
  const list = useTransfers(box)
  const counts = list.data?.[0]?.counts
  const label = { 'to-answer': counts?.toAnswer, asked: undefined }
  return (
    <Screen
      title="转交请求"
      query={list}
      pad={false}
      onEnd={list.loadMore}
      head={
        <Segmented<Box>
          options={TRANSFER_BOXES.map((one) => ({ ...one, count: label[one.value] || undefined }))}
          value={box}
          onChange={setBox}
        />
      }
      empty={{ art: 'customers', ...EMPTY[box] }}
    >
      {(items) => (
        <View className="ct">
          {items.map((one) => (
            <TransferCard key={one.id} transfer={one} onAnswer={() => setAnswering(one)} />
          ))}
          <ListEnd list={list} />
          <AnswerSheet key={answering?.id} transfer={answering} onClose={() => setAnswering(undefined)} />
        </View>
      )}
    </Screen>
  )
}

interface TransferCardProps {
  readonly transfer: Transfer
  readonly onAnswer: () => void
}

function TransferCard({ transfer, onAnswer }: TransferCardProps) {
  const { customer, asker, mine, state, message, mayAnswer, askedAt } = transfer
  const now = serverNow()
  const keyFor = useIdempotencyKey()
  const { run, busy, problem } = useAction(async () => {
    await withdrawTransfer(transfer.id, keyFor({ id: transfer.id }))
    transfersChanged()
    toast('收回了')
  })
  const id = customer.id
  return (
    <Card>
      <View className="ct-top">
        <View className="ct-name">{customer.name}</View>
        <Tag tone={TONES[state] ?? 'plain'}>{labelOf(TRANSFER_STATES, state)}</Tag>
      </View>
      <View className="ct-line">
        {mine ? `问了${customer.owner ?? '经理'}` : `${asker?.name ?? '同事'}想要`}，
        {formatTime(Date.parse(askedAt), now)}
      </View>
      {customer.phone ? <View className="ct-line">{customer.phone}</View> : null}
      {message ? <View className="ct-said">{message}</View> : null}
      <Answer transfer={transfer} />
      {problem ? <FieldError {...problem} /> : null}
      <View className="ct-acts">
        {id ? (
          <Button kind="plain" size="m" onTap={() => go('customerDetail', { id })}>
            看客户
          </Button>
        ) : null}
        {mine && state === 'open' ? (
          <Button kind="plain" size="m" busy={busy} busyText="正在收回" onTap={() => void run()}>
            不要了
          </Button>
        ) : null}
        {mayAnswer ? (
          <Button kind="sec2" size="m" onTap={onAnswer}>
            回话
          </Button>
        ) : null}
      </View>
    </Card>
  )
}

/** What became of a request, in a sentence. */
export function Answer({ transfer: { state, answeredBy, answer, expiresAt } }: { readonly transfer: Transfer }) {
  const by = answeredBy?.name ?? '同事'
  const texts: Readonly<Record<string, string>> = {
    open: `${formatDeadline(Date.parse(expiresAt), serverNow())}前没人回，就不算了`,
    accepted: answer ? `${by}同意了：${answer}` : `${by}同意了`,
    declined: answer ? `${by}没有转：${answer}` : `${by}没有转，也没说原因`,
    withdrawn: '提的人收回了',
    ended: '客户放回公海、合并了，或者不在了',
    expired: `${TRANSFER_DAYS}天没人回，可以再问一次`,
  }
  return <View className="ct-line">{texts[state] ?? ''}</View>
}

export default guardPage(TransferRequests)
