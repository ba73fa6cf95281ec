import { Image, View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import type { Reading } from './read-card'

interface Words {
  readonly title: string
  readonly tips: readonly string[]
}

/** Advice after a reading without a result; undefined after the front of a card was read. */
export function wordsFor(reading: Reading): Words | undefined {
  switch (reading.kind) {
    case 'front':
      return undefined
    case 'back':
      return { title: '这是有国徽的一面', tips: ['翻过来，拍有头像的一面'] }
    case 'unclear':
      return {
        title: '拍得不够清楚',
        tips: ['再近一点，占满画面', '拿稳了再按，字要看得清', '避开灯光，别有反光'],
      }
    case 'no-card':
      return {
        title: '没认出来，可能拍糊了',
        tips: ['再近一点，占满画面', '拿稳了再按，字要看得清', '放在深色桌上，别反光'],
      }
    case 'busy':
    case 'refused':
      return { title: reading.reason, tips: [] }
  }
}

export function ReadingError({ words: { title, tips }, src }: { readonly words: Words; readonly src: string }) {
  return (
    <Card>
      <Image className="ic-photo" src={src} mode="aspectFit" ariaLabel="刚拍的照片" />
      <View className="ic-error" role="status">
        <Icon name="alert" size="s" />
        <View className="ic-error__title">{title}</View>
      </View>
      {tips.map((tip) => (
        <View key={tip} className="ic-tip">
          {tip}
        </View>
      ))}
    </Card>
  )
}

export function ReadingNow({ src }: { readonly src: string }) {
  return (
    <Card>
      <Image className="ic-photo" src={src} mode="aspectFit" ariaLabel="刚拍的照片" />
      <View className="ic-reading" role="status">
        <Icon name="refresh" size="s" className="q-spin" />
        <View>正在读，要几秒钟</View>
      </View>
    </Card>
  )
}
