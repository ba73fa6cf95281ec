import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { barGeometry } from '@/platform/device'
import { back } from '@/platform/navigate'
import { classNames } from './class-names'
import { IconButton } from './icon-button'
import './nav-bar.scss'

export interface NavBarProps {
  readonly title: string
  /** Tab pages: title on the left, no way back. */
  readonly tab: boolean
  /** Beside the title of a tab page: a date, a city. */
  readonly note?: ReactNode
  /** Under the title of a page that is no tab: who is spoken to. */
  readonly sub?: ReactNode
  /** Instead of the title: the logo on the home page. */
  readonly brand?: ReactNode
  /** At most one icon, before the capsule. */
  readonly action?: ReactNode
  readonly over: boolean
  readonly onBack?: (() => void) | undefined
}

export function NavBar({ title, tab, note, sub, brand, action, over, onBack }: NavBarProps) {
  const { statusBar, navBar, capsule } = barGeometry()
  const bar = { height: `${navBar}px`, paddingRight: `${capsule}px` }
  const leave = onBack ?? (() => void back())
  return (
    <View className={classNames('q-nav', over && 'q-nav--over')} style={{ paddingTop: `${statusBar}px` }}>
      <View className={classNames('q-nav__bar', tab && 'q-nav__bar--tab')} style={bar}>
        {tab ? null : <IconButton icon="left" label="返回" onTap={leave} />}
        {brand ? (
          <View className="q-nav__brand">{brand}</View>
        ) : (
          <View className={classNames('q-nav__title', Boolean(sub) && 'q-nav__title--two')}>
            {over ? '' : title}
            {sub ? <View className="q-nav__sub">{sub}</View> : null}
          </View>
        )}
        {note ? <View className="q-nav__note">{note}</View> : null}
        <View className={classNames('q-nav__action', !tab && capsule === 0 && 'q-nav__action--even')}>{action}</View>
      </View>
    </View>
  )
}
