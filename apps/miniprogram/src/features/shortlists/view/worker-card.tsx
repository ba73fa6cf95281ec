import { View } from '@tarojs/components'
import { labelOf } from '@qingpin/contract/core/choices'
import { NURSE_LEVELS } from '@qingpin/contract/resumes/resumes.enums'
import type { ReactNode } from 'react'
import { serverNow } from '@/app/clock'
import { mediaUrl } from '@/platform/api-address'
import { Findings } from '@/ui/findings'
import { classNames } from '@/ui/class-names'
import { formatTime } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import { MetaLine } from '@/ui/meta-line'
import { Portrait } from '@/ui/portrait'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import type { GuestWorker } from '../api'
import { Watermark } from './watermark'

interface WorkerCardProps {
  readonly worker: GuestWorker
  /** What stands in the watermark. */
  readonly words: string
  readonly compared: boolean
  readonly onLike: () => void
  readonly onComment: () => void
  readonly onCompare: () => void
  readonly interview?: ReactNode
}

export function WorkerCard({ worker, words, compared, onLike, onComment, onCompare, interview }: WorkerCardProps) {
  const { name, liked, comments, maternityNurseLevel: level } = worker
  const said = comments.length
  const { start } = worker
  const saysStart = start === null || [...worker.reasons, ...worker.gaps].some(({ text }) => text.startsWith(start))
  return (
    <View className="sl-card">
      <View className="sl-card__top">
        <View className="sl-card__pic">
          <Portrait size="l" src={mediaUrl(worker.avatarUrl)} label={`${name}的照片`} />
          <Watermark words={words} photo />
        </View>
        <View className="sl-card__text">
          <View className="sl-card__head">
            <View className="sl-card__name">{name}</View>
            {level ? <Tag tone="warm">{labelOf(NURSE_LEVELS, level)}</Tag> : null}
          </View>
          <MetaLine
            facts={[
              `${worker.age}岁`,
              worker.nativePlace,
              worker.experienceYears === null
                ? undefined
                : worker.experienceYears > 0
                  ? `${worker.experienceYears}年`
                  : '不到1年',
            ]}
          />
          <Pay yuan={worker.expectedSalary} />
          {saysStart ? null : <View className="sl-card__start">{start}</View>}
          {worker.rating ? (
            <View className="sl-card__start">
              {worker.rating.mean.toFixed(1)}分，{worker.rating.count}条评价
            </View>
          ) : null}
        </View>
      </View>
      <View className="sl-card__why">
        <Findings reasons={worker.reasons} gaps={worker.gaps} />
        <Comments comments={comments} />
        {interview}
      </View>
      <Watermark words={words} />
      <View className="sl-acts">
        <Tap
          className={classNames('sl-act', liked && 'sl-act--liked')}
          role="checkbox"
          on={liked}
          label={`想见${name}`}
          onTap={onLike}
        >
          <View className="sl-act__in">
            <Icon name="heart" size="s" />
            想见她
          </View>
        </Tap>
        <Tap className={classNames('sl-act', said > 0 && 'sl-act--on')} label={`给${name}留言`} onTap={onComment}>
          {said > 0 ? `留言${said}` : '留言'}
        </Tap>
        <Tap
          className={classNames('sl-act', compared && 'sl-act--on')}
          role="checkbox"
          on={compared}
          label={`比一比${name}`}
          onTap={onCompare}
        >
          <View className={classNames('sl-box', compared && 'sl-box--on')}>
            {compared ? <Icon name="check" size="xs" /> : null}
          </View>
          比一比
        </Tap>
      </View>
    </View>
  )
}

function Pay({ yuan }: { readonly yuan: number }) {
  return (
    <View className="sl-pay">
      <View className="sl-pay__n">{yuan > 0 ? yuan : '面议'}</View>
      {yuan > 0 ? <View className="sl-pay__unit">元/月</View> : null}
    </View>
  )
}

/** What both sides wrote about a worker: the customer on the right, as in a chat. */
export function Comments({ comments }: Pick<GuestWorker, 'comments'>) {
  if (comments.length === 0) return null
  const now = serverNow()
  return (
    <View className="sl-talk">
      {comments.map(({ id, from, name, text, at }) => (
        <View key={id} className={from === 'customer' ? 'sl-said sl-said--mine' : 'sl-said'}>
          <View className="sl-said__text">{text}</View>
          <View className="sl-said__by">
            {name} {formatTime(Date.parse(at), now)}
          </View>
        </View>
      ))}
    </View>
  )
}
