import { Image, View } from '@tarojs/components'
import { AUDIENCE_LABELS } from '@qingpin/contract/content/content.enums'
import { type ReactNode } from 'react'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { useAction } from '@/app/use-action'
import { mediaUrl } from '@/platform/api-address'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { formatDeadline } from '@/ui/format-time'
import { IconButton } from '@/ui/icon-button'
import { ListSheet } from '@/ui/list-sheet'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { orderBanners, useBanners, type ManagedBanner } from '../api'

/** All banners in the order in which visitors see them. */
export function BannerList({ choice }: { readonly choice: ReactNode }) {
  const banners = useBanners()
  const items = banners.data?.items ?? []
  const { run, busy, problem } = useAction(async (from: number, to: number) => {
    const ids = items.map(({ id }) => id)
    const [moved] = ids.splice(from, 1)
    if (moved) ids.splice(to, 0, moved)
    await orderBanners(ids)
    await banners.refetch()
  })
  return (
    <Screen
      title="文章和轮播图"
      pad={false}
      query={banners}
      isEmpty={(data) => data.items.length === 0}
      head={<View className="ce-tools">{choice}</View>}
      empty={{
        art: 'nothing-found',
        title: '还没有轮播图',
        text: '挂上一张，客人在首页看得到',
        action: { text: '加轮播图', onTap: () => go('bannerEdit') },
      }}
      foot={
        <FootBar>
          <Button grow icon="plus" onTap={() => go('bannerEdit')}>
            加轮播图
          </Button>
        </FootBar>
      }
    >
      {(data) => (
        <ListSheet>
          {problem ? <FieldError {...problem} /> : null}
          {data.items.map((banner, i) => (
            <View className="ce-row" key={banner.id}>
              <BannerLine banner={banner} />
              <View className="ce-moves">
                <IconButton
                  icon="up"
                  label={`${banner.title}往前挪`}
                  disabled={busy || i === 0}
                  onTap={() => void run(i, i - 1)}
                />
                <IconButton
                  icon="down"
                  label={`${banner.title}往后挪`}
                  disabled={busy || i === data.items.length - 1}
                  onTap={() => void run(i, i + 1)}
                />
              </View>
            </View>
          ))}
        </ListSheet>
      )}
    </Screen>
  )
}

/** Whether a banner is shown, and until or from when. */
function stateOf({ status, shown, startsAt, endsAt }: ManagedBanner, now: number) {
  if (status === 'inactive') return { text: '收起了', tone: 'plain' as const }
  if (shown) return { text: endsAt ? `挂到${formatDeadline(Date.parse(endsAt), now)}` : '挂着', tone: 'ok' as const }
  if (startsAt && Date.parse(startsAt) > now)
    return { text: `${formatDeadline(Date.parse(startsAt), now)}挂出`, tone: 'warn' as const }
  return { text: '时间过了', tone: 'plain' as const }
}

function BannerLine({ banner }: { readonly banner: ManagedBanner }) {
  const { id, title, imageUrl, audience, views, clicks } = banner
  const state = stateOf(banner, serverNow())
  const who = audience.length === 0 ? '所有人' : audience.map((one) => AUDIENCE_LABELS[one]).join('、')
  return (
    <Tap className="ce-row__text" role="link" onTap={() => go('bannerEdit', { id })}>
      <View className="ce-row__title">{title}</View>
      <View className="ce-row__note">{`给${who}看；看到${views}次，点开${clicks}次`}</View>
      <View className="ce-row__tags">
        <Tag tone={state.tone}>{state.text}</Tag>
      </View>
      <Image className="ce-row__pic" src={mediaUrl(imageUrl)} mode="aspectFill" lazyLoad />
    </Tap>
  )
}
