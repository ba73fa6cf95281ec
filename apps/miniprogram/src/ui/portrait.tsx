import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import placeholder from '@/assets/art/person-none.svg'
import { classNames } from './class-names'
import './portrait.scss'

export interface AvatarProps {
  readonly name: string
  readonly src?: string | undefined
  readonly size?: 's' | 'm' | 'l'
  readonly tone?: 'warm' | 'accent' | 'info'
}

/** Round, for people in a conversation. Without a picture it shows the first character of the name. */
export function Avatar({ name, src, size = 'm', tone = 'warm' }: AvatarProps) {
  const [broken, setBroken] = useState('')
  const className = classNames('q-avatar', `q-avatar--${size}`)
  if (src && src !== broken) {
    return <Image className={className} src={src} mode="aspectFill" onError={() => setBroken(src)} />
  }
  return <View className={classNames(className, `q-avatar--${tone}`)}>{Array.from(name)[0] ?? '人'}</View>
}

export interface PortraitProps {
  readonly src?: string | undefined
  readonly size?: 's' | 'm' | 'l'
  readonly lazy?: boolean
  /** Said by a screen reader: 王阿姨的照片. */
  readonly label?: string | undefined
}

/** A rounded 4:5 rectangle, for workers who are presented. */
export function Portrait({ src, size = 'm', lazy = true, label }: PortraitProps) {
  const [broken, setBroken] = useState('')
  const shown = src && src !== broken ? src : placeholder
  return (
    <Image
      className={classNames('q-portrait', `q-portrait--${size}`)}
      src={shown}
      mode="aspectFill"
      lazyLoad={lazy && shown !== placeholder}
      ariaLabel={label}
      onError={() => setBroken(shown)}
    />
  )
}
