import { View } from '@tarojs/components'
import { FOLLOW_UP_TYPES } from '@qingpin/contract/customers/customers.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { problemOf } from '@/ui/read-error'
import { formatTime } from '@/ui/format-time'
import { Bone } from '@/ui/skeleton'
import { useFollowUps, type CustomerDetail, type FollowUp } from '../api'
import { formatPlan } from '../format'

/** The follow-ups, newest first, down to the day when the customer was created. */
export function Timeline({ customer }: { readonly customer: CustomerDetail }) {
  const followUps = useFollowUps(customer.id)
  const { data, error } = followUps
  return (
    <Card title="往来记录">
      {data ? (
        <View>
          {data.map((one, i) => (
            <Entry key={one.id} followUp={one} newest={i === 0} />
          ))}
          <View className="cd-tl cd-tl--last">
            <View className="cd-tl__dot cd-tl__dot--small" />
            <View className="cd-tl__top">
              <View className="cd-tl__system">
                {customer.leadSource}，{customer.createdByName}录入
              </View>
              <View className="cd-tl__time">{formatTime(Date.parse(customer.createdAt), Date.now())}</View>
            </View>
          </View>
        </View>
      ) : error === undefined ? (
        <View className="cd-tl__bones">
          <Bone width={40} height="m" />
          <Bone width={88} />
          <Bone width={56} />
        </View>
      ) : (
        <View className="cd-tl__error">
          <FieldError {...problemOf(error, (title) => `往来记录没取到：${title}`)} />
          <Button kind="plain" size="m" onTap={() => void followUps.refetch()}>
            再试一次
          </Button>
        </View>
      )}
    </Card>
  )
}

function Entry({ followUp, newest }: { readonly followUp: FollowUp; readonly newest: boolean }) {
  const { type, content, result, nextFollowUpDate: next, createdBy, createdAt } = followUp
  const now = Date.now()
  return (
    <View className="cd-tl">
      <View className={newest ? 'cd-tl__dot cd-tl__dot--on' : 'cd-tl__dot'} />
      <View className="cd-tl__top">
        <View className="cd-tl__title">
          {labelOf(FOLLOW_UP_TYPES, type)}
          {result ? `，${result}` : ''}
        </View>
        <View className="cd-tl__time">{formatTime(Date.parse(createdAt), now)}</View>
      </View>
      <View className="cd-tl__text">{content}</View>
      <View className="cd-tl__foot">
        {createdBy ? <View>{createdBy.name}</View> : null}
        {next ? <View className="cd-tl__next">下次 {formatPlan(next, now)}</View> : null}
      </View>
    </View>
  )
}
