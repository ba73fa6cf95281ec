import { Image, View } from '@tarojs/components'
import { useEffect, useState, type ReactNode } from 'react'
import { serverNow } from '@/app/clock'
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

/** A timer that waits longer would run at once. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

/** Those of some banners whose time is not over: the answer that holds them may be old, or kept from before. */
export function useShownBanners(banners: readonly Banner[]): readonly Banner[] {
  const [, drawAgain] = useState(0)
  const now = serverNow()
  const endOf = ({ endsAt }: Banner) => (endsAt ? Date.parse(endsAt) : Infinity)
  const next = Math.min(...banners.map(endOf).filter((end) => end > now))
  useEffect(() => {
    if (next === Infinity) return undefined
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(0, next - serverNow()))
    const timer = setTimeout(() => drawAgain((n) => n + 1), wait)
    return () => clearTimeout(timer)
  }, [next])
  return banners.filter((banner) => endOf(banner) > now)
}

interface BannerHeroProps {
  readonly banner: Banner
  /** Drawn for its editor: not counted as seen. */
  readonly preview?: boolean
}

/** The first banner, large. */
export function BannerHero({ banner, preview = false }: BannerHeroProps) {
  const way = wayOf(banner)
  return (
    <Shown banner={banner} way={way} preview={preview} className="bn-hero">
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
  readonly preview?: boolean
  readonly className: string
  readonly children: ReactNode
}

function Shown({ banner: { id }, way, preview = false, className, children }: ShownProps) {
  useEffect(() => {
    if (!preview) countView(id)
  }, [id, preview])
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
