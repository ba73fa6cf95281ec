import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { barGeometry } from '@/platform/device'
import { mediaUrl } from '@/platform/api-address'
import { Icon } from '@/ui/icon'
import { classNames } from '@/ui/class-names'
import type { FullResume } from '../api'
import './hero.scss'

interface HeroProps {
  readonly resume: Pick<FullResume, 'name' | 'avatarUrl' | 'photoUrls'>
  /** Why there is no picture. */
  readonly none?: string
  /** A note on the picture after the number of photos. */
  readonly note?: string
}

/**
 * The picture below the transparent bar. The background of the bar lies behind the picture and sticks to the top, so
 * that it appears when the picture is scrolled away, without a script on scroll.
 */
export function Hero({ resume, none = '还没有照片', note }: HeroProps) {
  const { name, avatarUrl, photoUrls } = resume
  const words = [photoUrls.length > 1 && `照片${photoUrls.length}张`, note].filter(Boolean).join('，')
  const [broken, setBroken] = useState(false)
  const { statusBar, navBar } = barGeometry()
  const height = statusBar + navBar
  const shown = avatarUrl !== '' && !broken
  return (
    <>
      <View className="rd-bar" style={{ height: `${height}px`, paddingTop: `${statusBar}px` }}>
        <View className="rd-bar__name">{name}</View>
      </View>
      <View className={classNames('rd-hero', !shown && 'rd-hero--none')} style={{ marginTop: `-${height}px` }}>
        {shown ? (
          <>
            <Image
              className="rd-hero__photo"
              src={mediaUrl(avatarUrl)}
              mode="aspectFill"
              ariaLabel={`${name}的照片`}
              onError={() => setBroken(true)}
            />
            <View className="rd-hero__scrim" />
            {words ? <View className="rd-hero__count">{words}</View> : null}
          </>
        ) : (
          <>
            <Icon name="user" className="rd-hero__nobody" />
            <View className="rd-hero__words">{broken ? '照片没打开' : none}</View>
          </>
        )}
        <View className="rd-hero__lip" />
      </View>
    </>
  )
}
