import { View } from '@tarojs/components'
import { COMPARED_MOST } from '@qingpin/contract/shortlists/shortlists.rules'
import type { ReactNode } from 'react'
import { CallAgency } from '@/app/agency'
import { serverNow } from '@/app/clock'
import { Avatar } from '@/ui/portrait'
import { formatDate, formatDeadline } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import { toast } from '@/ui/toast'
import type { GuestShortlist, GuestWorker } from '../api'
import { CompareCard } from './compare-card'
import { WorkerCard } from './worker-card'
import './guest-list.scss'

interface GuestActs {
  readonly onLike: (worker: GuestWorker) => void
  readonly onComment: (worker: GuestWorker) => void
  readonly onCompare: (worker: GuestWorker, on: boolean) => void
}

interface GuestListProps extends GuestActs {
  readonly list: GuestShortlist
  readonly renderInterview?: (worker: GuestWorker) => ReactNode
}

/** A shortlist as its customer reads it; staff sees the same before it is sent. */
export function GuestList({ list, onLike, onComment, onCompare, renderInterview }: GuestListProps) {
  const { recipient, staffName, workers, gone, comparedIds } = list
  const now = serverNow()
  const words = `${recipient}专看 ${formatDate(Date.parse(list.createdAt), now)}`
  const toggle = (worker: GuestWorker) => {
    const on = !comparedIds.includes(worker.id)
    if (on && comparedIds.length >= COMPARED_MOST) return toast(`一次最多比${COMPARED_MOST}位，先去掉一位`)
    onCompare(worker, on)
  }
  const compared = comparedIds.flatMap((id) => workers.find((one) => one.id === id) ?? [])
  return (
    <View className="sl">
      <View className="sl-head">
        <Avatar name={staffName} />
        <View className="sl-head__text">
          <View className="sl-head__title">
            {staffName}给您选了{workers.length}位
          </View>
          <View className="sl-head__sub">{list.note ?? '看完点“想见她”，我来约时间。'}</View>
        </View>
        <CallAgency label={`打电话给${staffName}`}>打电话</CallAgency>
      </View>
      <View className="sl-until">
        <View className="sl-until__one">
          <Icon name="clock" size="xs" />
          <View>{formatDeadline(Date.parse(list.expireAt), now)}前能看</View>
        </View>
        <View className="sl-until__one">
          <Icon name="lock" size="xs" />
          <View>电话、证件号都隐去了</View>
        </View>
      </View>
      {gone > 0 ? (
        <View className="sl-gone">
          {workers.length > 0
            ? `有${gone}位阿姨这几天定了别家或者在休息，先从名单里撤下了。`
            : `名单里的阿姨这几天都定下了。${staffName}再给您找，想快些请打电话。`}
        </View>
      ) : null}
      {workers.map((worker) => (
        <WorkerCard
          key={worker.id}
          worker={worker}
          words={words}
          compared={comparedIds.includes(worker.id)}
          onLike={() => onLike(worker)}
          onComment={() => onComment(worker)}
          onCompare={() => toggle(worker)}
          interview={renderInterview?.(worker)}
        />
      ))}
      <CompareCard workers={compared} words={words} />
      <View className="sl-note">
        不用登录。您选的、写的只有{staffName}和同事看得到。名单印着您的称呼，请别转给外人。
      </View>
    </View>
  )
}
