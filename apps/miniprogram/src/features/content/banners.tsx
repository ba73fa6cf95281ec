import { Image, View } from '@tarojs/components'
import { useEffect, type ReactNode } from 'react'
import { pageOpener } from '@/app/pages'
import { mediaUrl } from '@/platform/api-address'
import { copyText } from '@/platform/clipboard'
import { Icon } from '@/ui/icon'
import type { IconName } from '@/ui/icon-names'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { countClick, countView, type Banner } from './api'
import './banners.scss'

interface Way {
  readonly text: string
  readonly icon: IconName
  readonly open: () => void
}

const copyLink = async (url: string) => {
  if (await copyText(url)) toast('链接复制好了，到浏览器里打开')
}

/** The link of a banner. Mini programs open no foreign pages, so their addresses are copied. */
function wayOf({ linkType, linkUrl }: Banner): Way | undefined {
  if (linkType === 'miniprogram') {
    const open = pageOpener(linkUrl)
    return open && { text: '看看', icon: 'right', open }
  }
  if (linkType === 'none' || !linkUrl) return undefined
  return { text: '复制链接', icon: 'copy', open: () => void copyLink(linkUrl) }
}

/** The first banner, large. */
export function BannerHero({ banner }: { readonly banner: Banner }) {
  const way = wayOf(banner)
  return (
    <Shown banner={banner} way={way} className="bn-hero">
      <View className="bn-hero__text">
        <View className="bn-hero__title">{banner.title}</View>
        {banner.subtitle ? <View className="bn-hero__note">{banner.subtitle}</View> : null}
        {way ? (
          <View className="bn-hero__go">
            {way.text}
            <Icon name={way.icon} size="xs" />
          </View>
        ) : null}
      </View>
      <Image className="bn-hero__pic" src={mediaUrl(banner.imageUrl)} mode="aspectFill" />
    </Shown>
  )
}

/** The other banners, side by side and without rotation. */
export function BannerTiles({ banners }: { readonly banners: readonly Banner[] }) {
  if (banners.length === 0) return null
  return (
    <View className="bn-tiles">
      {banners.map((banner) => (
        <Shown key={banner.id} banner={banner} way={wayOf(banner)} className="bn-tile">
          <Image className="bn-tile__pic" src={mediaUrl(banner.imageUrl)} mode="aspectFill" lazyLoad />
          <View className="bn-tile__text">
            <View className="bn-tile__title">{banner.title}</View>
            {banner.subtitle ? <View className="bn-tile__note">{banner.subtitle}</View> : null}
          </View>
        </Shown>
      ))}
    </View>
  )
}

interface ShownProps {
  readonly banner: Banner
  readonly way: Way | undefined
  readonly className: string
  readonly children: ReactNode
}

function Shown({ banner: { id }, way, className, children }: ShownProps) {
  useEffect(() => countView(id), [id])
  if (!way) return <View className={className}>{children}</View>
  const open = () => {
    countClick(id)
    way.open()
  }
  return (
    <Tap className={className} role="link" onTap={open}>
      {children}
    </Tap>
  )
}
