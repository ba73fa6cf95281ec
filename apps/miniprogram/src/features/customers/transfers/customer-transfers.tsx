import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { formatTime } from '@/ui/format-time'
import { AnswerSheet } from './answer-sheet'
import { useCustomerTransfers, useTransferEvents, type Transfer } from './api'
import './transfers.scss'

/** Below a customer: colleagues who ask for it now, and what was answered before. Nothing where none ever asked. */
export function CustomerTransfers({ id }: { readonly id: string }) {
  const { data } = useCustomerTransfers(id)
  useTransferEvents()
  const [answering, setAnswering] = useState<Transfer>()
  if (!data || data.length === 0) return null
  return (
    <Card title="同事请求转交">
      {data.map((one) => (
        <View key={one.id} className="ct-row">
          <View className="ct-row__text">
            <View>
              {one.asker?.name ?? '同事'}，{formatTime(Date.parse(one.askedAt), serverNow())}
            </View>
            <View className="ct-line">{formatOutcome(one)}</View>
          </View>
          {one.mayAnswer ? (
            <Button kind="sec2" size="s" onTap={() => setAnswering(one)}>
              回话
            </Button>
          ) : null}
        </View>
      ))}
      <AnswerSheet key={answering?.id} transfer={answering} onClose={() => setAnswering(undefined)} />
    </Card>
  )
}

function formatOutcome({ state, message, answer, answeredBy }: Transfer): string {
  const by = answeredBy?.name ?? '同事'
  if (state === 'open') return message ?? '等回话'
  if (state === 'accepted') return answer ? `${by}同意了：${answer}` : `${by}同意了`
  if (state === 'declined') return answer ? `${by}没有转：${answer}` : `${by}没有转`
  if (state === 'ended') return '不用回了'
  return state === 'withdrawn' ? '收回了' : '没人回，过期了'
}
