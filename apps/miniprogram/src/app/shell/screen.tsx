import { View } from '@tarojs/components'
import { useDidHide, useDidShow } from '@tarojs/taro'
import type { TaroElement } from '@tarojs/runtime'
import { useState, type CSSProperties, type ReactNode } from 'react'
import { CARE_FROM, useAppearance } from '../appearance'
import { usePageLog } from '../page-log'
import { closeKnocks, openKnocks, useKnocks } from '../knocks'
import { go } from '../pages'
import { putUpdateOff, useUpdate } from '../update'
import { SessionChangeDialog } from './session-change-dialog'
import { BackGuard } from '@/platform/back-guard'
import { hasFlexGap } from '@/platform/flex-gap'
import { Scroller } from '@/platform/scroller'
import type { ScrollerProps } from '@/platform/scroller.types'
import { useBack, useBackStep } from '@/ui/back-step'
import { classNames } from '@/ui/class-names'
import { LayerHost } from '@/ui/layer'
import { NavBar, type NavBarProps } from '@/ui/nav-bar'
import { usePane } from './pane'
import { Boundary, nothing } from './boundary'
import { errorFace } from './error-face'
import { PrivacySheet } from './privacy-sheet'
import { OfflineHint, screenState, type ScreenQuery, type StateWords } from './screen-state'
import { ToastHost } from '@/ui/toast'
import { InfoBar } from '@/ui/info-bar'
import './screen.scss'

export interface ScreenProps<T> extends Partial<Pick<NavBarProps, 'note' | 'sub' | 'brand' | 'action'>>, StateWords<T> {
  readonly title: string
  /** What going back does, by the arrow, the system's key or its gesture, instead of leaving the page. */
  readonly onBack?: (() => void) | undefined
  /** Another value begins at the top of the screen: a step of a form. */
  readonly part?: string | number | undefined
  /** Title on the left, no way back. */
  readonly tab?: boolean
  /** The content begins under a transparent bar, as a photo does. */
  readonly navOver?: boolean
  /** Always dark, for pages that show video of people. */
  readonly dark?: boolean
  /** Under the bar, from edge to edge: an InfoBar. */
  readonly bar?: ReactNode
  /** Between bar and content; does not scroll: a search box, a Segmented, an OfflineBar. */
  readonly head?: ReactNode
  /** Fixed at the bottom, above the safe area: Buttons. Shown with the content only. */
  readonly foot?: ReactNode
  /** Without a query the children are simply shown. */
  readonly query?: ScreenQuery<T> | undefined
  /** What parts of the page have asked for by themselves: when it is old, the page says so. */
  readonly parts?: readonly ScreenQuery<unknown>[] | undefined
  /** Pull to refresh; by default the query, or the parts, are fetched anew. */
  readonly onRefresh?: (() => Promise<unknown>) | undefined
  /** The end of the content comes near: load more. */
  readonly onEnd?: (() => void) | undefined
  /** For talks: the content stays at its end as it grows, unless the person has scrolled up. */
  readonly end?: ScrollerProps['end']
  /** Shows by itself who waits in lobbies: in that of this room, or in all. */
  readonly lobby?: string | 'all' | undefined
  /** 16 on both sides; off for lists that run from edge to edge. */
  readonly pad?: boolean
  readonly children: ReactNode | ((data: T) => ReactNode)
}

export function Screen<T>(props: ScreenProps<T>) {
  const { title, tab = false, navOver = false, head, foot, query, onEnd, pad = true } = props
  const { theme, scale, dark } = useAppearance()
  const [front, setFront] = useState(true)
  const [layerHost, setLayerHost] = useState<TaroElement | null>(null)
  useDidShow(() => setFront(true))
  useDidHide(() => setFront(false))
  useBackStep(props.onBack !== undefined, () => props.onBack?.(), { ofPage: true })
  const goBack = useBack()
  const pane = usePane()

  const { body, kind } = screenState(props, query)
  const asked = query ? [query] : (props.parts ?? [])
  const refetch = asked.length > 0 ? () => Promise.all(asked.map((one) => one.refetch())) : undefined
  const isContent = kind === 'content'
  usePageLog(kind !== 'loading')
  const style = { '--scale': String(scale) } as CSSProperties
  const themed = props.dark ? 'theme-dark' : theme !== 'system' && `theme-${theme}`
  const className = classNames('ui', 'q-screen', themed, scale >= CARE_FROM && 'care', !hasFlexGap && 'no-gap')
  const inside = classNames('q-screen__in', pad && (isContent || kind === 'loading') && 'q-screen__in--pad')
  const hint = kind === 'content' || kind === 'empty' ? <OfflineHint asked={asked} /> : null
  const guarded = <Boundary face={errorFace}>{body}</Boundary>
  const ways = { onRefresh: props.onRefresh ?? refetch, onEnd: isContent ? onEnd : undefined }
  if (pane)
    return (
      <pane.Frame
        {...ways}
        inside={inside}
        action={props.action}
        head={
          <>
            {hint}
            {head ? <View className="q-screen__tools">{head}</View> : null}
          </>
        }
        foot={isContent ? foot : null}
      >
        {guarded}
      </pane.Frame>
    )
  return (
    <LayerHost.Provider value={layerHost}>
      <View className={className} style={style}>
        <NavBar {...props} title={title} tab={tab} over={navOver} />
        <BackGuard onBack={front ? goBack : undefined} />
        {/* Always there, empty or not: a scroll view whose siblings come and go loses its place on weapp. */}
        <View className="q-screen__head">
          {tab ? <UpdateBar /> : null}
          {props.lobby === 'all' ? null : (
            <Boundary face={nothing}>
              <KnockBar except={props.lobby} />
            </Boundary>
          )}
          {hint}
          {props.bar}
          {head ? <View className="q-screen__tools">{head}</View> : null}
        </View>
        <Scroller key={props.part} dark={dark} {...ways} end={props.end}>
          <View className={inside}>{guarded}</View>
        </Scroller>
        <View className="q-screen__toasts">
          <ToastHost front={front} />
        </View>
        <View className={classNames('q-screen__foot', Boolean(foot && isContent) && 'q-screen__foot--on')}>
          {isContent ? foot : null}
        </View>
        <View className="q-screen__layers" ref={setLayerHost} />
        <PrivacySheet front={front} />
        {layerHost ? <SessionChangeDialog front={front} /> : null}
      </View>
    </LayerHost.Provider>
  )
}

/** Offers a new version of the app, on tab pages only, where no form is open. It is applied only by a tap. */
function UpdateBar() {
  const { apply, failed } = useUpdate()
  if (apply)
    return (
      <InfoBar icon="refresh" text="有新版本了" action={{ text: '现在更新', onTap: apply }} onClose={putUpdateOff} />
    )
  if (failed) return <InfoBar icon="refresh" text="新版本没下载好，关掉小程序再打开会接着更新" onClose={putUpdateOff} />
  return null
}

/** On every screen of staff: who waits in a lobby, and the way there. @param except the room whose lobby the page shows */
export function KnockBar({ except }: { readonly except: string | undefined }) {
  const knocks = useKnocks()
  const [first, ...more] = openKnocks(knocks, except)
  if (!first) return null
  const text = more.length > 0 ? `${first.name}等${more.length + 1}位在门外` : `${first.name}在门外，${first.roomName}`
  const look = () => (more.length > 0 ? go('interviews') : go('interviewDetail', { roomId: first.roomId }))
  return <InfoBar icon="bell" text={text} action={{ text: '去看看', onTap: look }} onClose={closeKnocks} />
}
