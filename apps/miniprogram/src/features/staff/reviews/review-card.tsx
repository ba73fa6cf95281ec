import { Image, View } from '@tarojs/components'
import { serverNow } from '@/app/clock'
import { mediaUrl } from '@/platform/api-address'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import type { Decision, Waiting } from './decide'
import { causeOf, sinceOf, titleOf } from './format'
import './review-card.scss'

interface ReviewCardProps {
  readonly item: Waiting
  /** What is being decided about it. */
  readonly busy: Decision['verdict'] | undefined
  readonly onPass: () => void
  readonly onRefuse: () => void
  readonly onEnlarge: () => void
}

/** A text or a picture that waits: whose, since when, why, and the two decisions. */
export function ReviewCard({ item, busy, onPass, onRefuse, onEnlarge }: ReviewCardProps) {
  const title = titleOf(item)
  return (
    <Card>
      <View className="rv-title">{title}</View>
      <View className="rv-since">{sinceOf(item, serverNow())}</View>
      {item.pictureUrl ? (
        <Tap className="rv-photo" label={`放大看${title}`} onTap={onEnlarge}>
          <Image className="rv-photo__img" src={mediaUrl(item.pictureUrl)} mode="aspectFit" />
        </Tap>
      ) : (
        <View className="rv-text">{item.text}</View>
      )}
      <View className="rv-cause">
        <Icon name="alert" size="s" />
        <View className="rv-cause__text">{causeOf(item)}</View>
      </View>
      <View className="staff-judge">
        <Button kind="out" size="m" grow busy={busy === 'refuse'} label={`拿掉，${title}`} onTap={onRefuse}>
          拿掉
        </Button>
        <Button kind="sec2" size="m" grow busy={busy === 'pass'} label={`通过，${title}`} onTap={onPass}>
          通过
        </Button>
      </View>
    </Card>
  )
}
