import { View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import type { OwnPictureProps, PeerPictureProps } from './pictures.types'

interface VideoProps {
  readonly stream: unknown
  readonly className: string
  readonly muted: boolean
  readonly mirrored: boolean
  readonly touch: number
  readonly onBlocked: () => void
}

function Video({ stream, className, muted, mirrored, touch, onBlocked }: VideoProps) {
  const host = useRef<HTMLElement | null>(null)
  const video = useRef<HTMLVideoElement | undefined>(undefined)
  const blocked = useRef(onBlocked)
  blocked.current = onBlocked

  useEffect(() => {
    const element = document.createElement('video')
    // Without playsinline an iPhone shows the picture full screen.
    element.setAttribute('playsinline', '')
    element.autoplay = true
    element.muted = muted
    element.style.cssText = 'display:block;width:100%;height:100%;object-fit:cover'
    if (mirrored) element.style.transform = 'scaleX(-1)'
    host.current?.append(element)
    video.current = element
    return () => {
      element.srcObject = null
      element.remove()
      video.current = undefined
    }
  }, [muted, mirrored])

  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = stream instanceof MediaStream ? stream : null
    if (!(stream instanceof MediaStream)) return
    element.play().catch((error: unknown) => {
      if (error instanceof Error && error.name === 'NotAllowedError') blocked.current()
    })
  }, [stream, muted, mirrored, touch])

  return <View className={className} ref={host} />
}

export const PeerPicture = ({ picture, className, onBlocked, touch }: PeerPictureProps) => (
  <Video
    stream={picture?.stream}
    className={className}
    muted={false}
    mirrored={false}
    touch={touch}
    onBlocked={onBlocked}
  />
)

const never = () => undefined

export const OwnPicture = ({ local, className }: OwnPictureProps) => (
  <Video
    stream={local.picture?.stream}
    className={className}
    muted
    mirrored={local.front}
    touch={0}
    onBlocked={never}
  />
)
