import { View } from '@tarojs/components'
import {
  AUDIENCE_LABELS,
  AUDIENCES,
  type Audience,
  LINK_TYPES,
  type LinkType,
} from '@qingpin/contract/content/content.enums'
import { BANNER_MAX } from '@qingpin/contract/content/content.rules'
import { labelOf } from '@qingpin/contract/core/choices'
import { useState } from 'react'
import { useStore } from 'zustand'
import { serverNow } from '@/app/clock'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { FormField, FormProblem } from '@/app/form/fields'
import { setValues } from '@/app/form/form'
import { useIdempotencyKey } from '@/app/idempotency'
import { urlOf, useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { useAction } from '@/app/use-action'
import { BannerHero } from '@/features/content'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { FormRow } from '@/ui/form-row'
import { PickManySheet, PickOneSheet } from '@/ui/picker-sheet'
import { PickerRow } from '@/ui/picker-row'
import { Switch } from '@/ui/switch'
import { toast } from '@/ui/toast'
import {
  createBanner,
  readBanner,
  removeBanner,
  updateBanner,
  useBanner,
  useManagedArticles,
  type ManagedBanner,
} from '../api'
import { ConflictDialog } from '../edit-conflict-dialog'
import { PictureField } from '../picture-field'
import { useContentForm } from '../use-content-form'
import {
  bannerDrafts,
  bodyOf,
  CLOCKS,
  dayOptions,
  EMPTY,
  PAGES,
  linesOf,
  partsOf,
  problemsOf,
  valuesOf,
  type BannerValues,
} from './form'
import '../content-editor.scss'

const TITLE = '轮播图'

function BannerEdit() {
  const { id } = useParams('bannerEdit')
  const banner = useBanner(id ?? '')
  if (id === undefined) return <Edit banner={undefined} />
  if (banner.data) return <Edit key={id} banner={banner.data} />
  return (
    <Screen title={TITLE} query={banner}>
      {null}
    </Screen>
  )
}

type SheetName = 'link' | 'page' | 'audience' | 'startDay' | 'startClock' | 'endDay' | 'endClock'

function Edit({ banner }: { readonly banner: ManagedBanner | undefined }) {
  const keyFor = useIdempotencyKey()
  const { form, submit, busy, drop, conflict, choice } = useContentForm<BannerValues, ManagedBanner>({
    drafts: bannerDrafts,
    id: banner?.id,
    saved: banner,
    empty: EMPTY,
    valuesOf,
    check: problemsOf,
    send: async (values, version) => {
      const body = bodyOf(values)
      await (banner ? updateBanner(banner.id, { ...body, version }) : createBanner(body, keyFor(body)))
      toast(values.status === 'active' ? '存好了' : '存好了，现在收着')
      await back()
    },
    readSaved: readBanner,
    linesOf,
    partsOf,
  })
  const values = useStore(form, (state) => state.values)
  const problems = useStore(form, (state) => state.problems)
  const change = (part: Partial<BannerValues>) => setValues(form, part)
  const [sheet, setSheet] = useState<SheetName>()
  const close = () => setSheet(undefined)
  const { audience, linkType, linkUrl, startDay, startClock, endDay, endClock, status, imageUrl } = values
  const now = serverNow()
  return (
    <Screen
      title={banner ? `改${TITLE}` : `加${TITLE}`}
      foot={
        <FootBar>
          <Button grow busy={busy} busyText="保存中" onTap={() => void submit()}>
            保存
          </Button>
        </FootBar>
      }
    >
      <View className="ce">
        {imageUrl ? <Preview values={values} /> : null}
        <Card pad="rows" title="图和字">
          <PictureField
            label="图片"
            url={imageUrl}
            error={problems['imageUrl']}
            onChange={(url) => change({ imageUrl: url })}
          />
          <FormField form={form} name="title" look="row" label="标题" maxLength={BANNER_MAX.title} />
          <FormField
            form={form}
            name="subtitle"
            look="row"
            label="小字"
            placeholder="可以不填"
            maxLength={BANNER_MAX.subtitle}
          />
        </Card>
        <Card pad="rows" title="点了打开什么">
          <PickerRow label="打开" value={labelOf(LINK_TYPES, linkType)} onTap={() => setSheet('link')} />
          {linkType === 'miniprogram' ? (
            <PageRow url={linkUrl} error={problems['linkUrl']} onTap={() => setSheet('page')} />
          ) : null}
          {linkType === 'h5' || linkType === 'external' ? (
            <FormField
              form={form}
              name="linkUrl"
              look="row"
              label="网址"
              placeholder="https://"
              keyboard="username"
              maxLength={BANNER_MAX.address}
            />
          ) : null}
        </Card>
        <Card pad="rows" title="给谁看，什么时候">
          <FormRow
            label="挂着"
            value={status === 'active' ? '按下面的时间挂' : '收起了，谁也看不到'}
            trail={
              <Switch
                label="挂着"
                on={status === 'active'}
                onChange={(on) => change({ status: on ? 'active' : 'inactive' })}
              />
            }
          />
          <PickerRow
            label="给谁看"
            value={audience.length === 0 ? '所有人' : audience.map((one) => AUDIENCE_LABELS[one]).join('、')}
            onTap={() => setSheet('audience')}
          />
          <PickerRow label="挂出" value={dayLabel(now, startDay, '现在就挂')} onTap={() => setSheet('startDay')} />
          {startDay ? <PickerRow label="几点" value={startClock} onTap={() => setSheet('startClock')} /> : null}
          <PickerRow
            label="收起"
            value={dayLabel(now, endDay, '一直挂着')}
            error={problems['endsAt']}
            onTap={() => setSheet('endDay')}
          />
          {endDay ? <PickerRow label="几点" value={endClock} onTap={() => setSheet('endClock')} /> : null}
        </Card>
        <FormProblem form={form} />
        {banner ? <Remove banner={banner} onGone={drop} /> : null}
      </View>
      <PickOneSheet<LinkType>
        open={sheet === 'link'}
        title="点了打开什么"
        options={LINK_TYPES}
        value={linkType}
        onPick={(value) => change({ linkType: value, linkUrl: value === linkType ? linkUrl : '' })}
        onClose={close}
      />
      <PageSheet open={sheet === 'page'} value={linkUrl} onPick={(url) => change({ linkUrl: url })} onClose={close} />
      <PickManySheet<Audience>
        open={sheet === 'audience'}
        title="给谁看，不选就是所有人"
        options={AUDIENCES.map((value) => ({ value, label: AUDIENCE_LABELS[value] }))}
        value={audience}
        onPick={(chosen) => change({ audience: chosen })}
        onClose={close}
      />
      <PickOneSheet<string>
        open={sheet === 'startDay'}
        title="什么时候挂出"
        options={dayOptions(now, startDay, '现在就挂')}
        value={startDay}
        onPick={(day) => change({ startDay: day })}
        onClose={close}
      />
      <PickOneSheet<string>
        open={sheet === 'endDay'}
        title="什么时候收起"
        options={dayOptions(now, endDay, '一直挂着')}
        value={endDay}
        onPick={(day) => change({ endDay: day })}
        onClose={close}
      />
      <PickOneSheet<string>
        open={sheet === 'startClock' || sheet === 'endClock'}
        title="几点"
        options={CLOCKS}
        value={sheet === 'endClock' ? endClock : startClock}
        onPick={(clock) => change(sheet === 'endClock' ? { endClock: clock } : { startClock: clock })}
        onClose={close}
      />
      <ConflictDialog {...conflict} />
      <DraftChoice {...choice} />
    </Screen>
  )
}

const dayLabel = (now: number, day: string, never: string): string =>
  dayOptions(now, day, never).find(({ value }) => value === day)?.label ?? never

/** As visitors see it, but for what a tap opens. */
function Preview({ values: { title, subtitle, imageUrl } }: { readonly values: BannerValues }) {
  const banner = { _id: '', id: '', linkType: 'none' as const, linkUrl: '', order: 0, endsAt: null }
  return <BannerHero banner={{ ...banner, title: title || '标题', subtitle, imageUrl }} preview />
}

/** The pages that a banner may lead to, the newest articles last. */
function usePages() {
  const articles = useManagedArticles('published', '')
  const latest = (articles.data ?? []).map(({ id, title }) => ({
    value: urlOf('article', { id }),
    label: `文章：${title}`,
  }))
  return [...PAGES, ...latest]
}

interface PageRowProps {
  readonly url: string
  readonly error: string | undefined
  readonly onTap: () => void
}

function PageRow({ url, error, onTap }: PageRowProps) {
  const known = usePages().find(({ value }) => value === url)?.label
  return <PickerRow label="哪一页" value={url === '' ? '' : (known ?? '一篇以前的文章')} error={error} onTap={onTap} />
}

interface PageSheetProps {
  readonly open: boolean
  readonly value: string
  readonly onPick: (url: string) => void
  readonly onClose: () => void
}

function PageSheet(props: PageSheetProps) {
  return <PickOneSheet<string> title="打开哪一页" options={usePages()} {...props} />
}

function Remove({ banner, onGone }: { readonly banner: ManagedBanner; readonly onGone: () => void }) {
  const [asking, setAsking] = useState(false)
  const { run, busy, problem } = useAction(async () => {
    await removeBanner(banner.id)
    onGone()
    toast('删掉了')
    await back()
  })
  return (
    <>
      <View className="ce-note">{`看到${banner.views}次，点开${banner.clicks}次`}</View>
      <Button kind="text" icon="trash" onTap={() => setAsking(true)}>
        删掉这张
      </Button>
      {problem ? <FieldError {...problem} /> : null}
      <Dialog
        open={asking}
        danger
        title="删掉这张轮播图？"
        text="看到和点开的次数也一起没了。只是暂时不挂，可以收起。"
        confirm="删掉"
        busy={busy}
        onConfirm={() => void run()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}

const Permitted = withPermission({ permission: 'content:edit', title: '管轮播图' }, BannerEdit)

export default guardPage(Permitted)
