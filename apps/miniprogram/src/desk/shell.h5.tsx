import { View } from '@tarojs/components'
import type { TaroElement } from '@tarojs/runtime'
import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { createPortal } from 'react-dom'
import { CARE_FROM, useAppearance } from '@/app/appearance'
import { Boundary } from '@/app/shell/boundary'
import { errorFace } from '@/app/shell/error-face'
import { PaneContext } from '@/app/shell/pane.h5'
import { setDetailsBeside } from '@/platform/beside-list.h5'
import { useBodyClasses, useBodyElement } from '@/platform/body.h5'
import { listenToKeys, type DeskKeys } from '@/platform/desk-keys.h5'
import { useFrontAddress } from '@/platform/front-address.h5'
import { back } from '@/platform/navigate'
import { classNames } from '@/ui/class-names'
import { Empty } from '@/ui/empty'
import { LayerHost } from '@/ui/layer'
import { FilterColumn, FilterHost } from './filter-column.h5'
import { AllKeys, KeyLine } from './keys.h5'
import { PaneFrame } from './pane-frame.h5'
import { SECTIONS, sectionOf, type SectionList } from './sections.h5'
import { SideNav } from './side-nav.h5'
import { HomeBar } from './home-bar.h5'
import { Workbench } from './workbench.h5'
import './desk.scss'

const HOME_ROWS = '.desk-home .due-row[role="link"]'
const SEARCH = '.desk-bar .q-search input'

/** The desk around the pages of staff: navigation, the list beside its detail, and the keys. */
export function Shell() {
  const { theme, scale } = useAppearance()
  const path = useFrontAddress().split('?')[0] ?? ''
  const section = sectionOf(path)
  // In large type one pane at a time, as on a phone.
  const large = scale >= CARE_FROM
  const list = !large && section.list?.beside.test(path) ? section.list : undefined
  const none = list?.start === path
  const detail = list?.details.includes(path) ?? false
  const workbench = !large && section.name === 'home'
  const barred = list !== undefined || workbench
  const [helping, setHelping] = useState(false)
  const [layers, setLayers] = useState<TaroElement | null>(null)
  const host = useBodyElement('desk')
  useBodyClasses([
    'q-desk',
    large ? 'q-desk--large' : 'q-desk--dense',
    ...(barred ? ['q-desk--bar'] : []),
    ...(list ? ['q-desk--list', `q-desk--${section.name}`] : []),
    ...(list?.filters ? ['q-desk--filters'] : []),
    ...(none || workbench ? ['q-desk--none'] : []),
    ...(detail ? ['q-desk--detail'] : []),
  ])
  useEffect(() => {
    setDetailsBeside(list?.details ?? [])
    return () => setDetailsBeside([])
  }, [list])
  useKeys({
    rows: list?.rows ?? HOME_ROWS,
    opens: list !== undefined,
    detail,
    search: SEARCH,
    onHelp: () => setHelping(true),
    onBack: () => (none || section.name === 'home' ? undefined : void back()),
    onPart: (index) => SECTIONS[index]?.open(),
  })
  if (!host) return null
  const themed = theme === 'system' ? undefined : `theme-${theme}`
  const style = { '--scale': String(scale) } as CSSProperties
  return createPortal(
    <LayerHost.Provider value={layers}>
      <View className={classNames('ui', 'desk', themed, large && 'care')} style={style}>
        <SideNav now={section} onHelp={() => setHelping(true)} />
        {list ? <ListPane key={section.name} title={section.title} list={list} none={none} /> : null}
        {workbench ? (
          <>
            <HomeBar />
            <Workbench />
          </>
        ) : null}
        {large ? null : <KeyLine section={section} />}
        <AllKeys open={helping} onClose={() => setHelping(false)} />
        <View ref={setLayers} />
      </View>
    </LayerHost.Provider>,
    host,
  )
}

function useKeys(keys: DeskKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => listenToKeys(() => latest.current), [])
}

interface ListPaneProps {
  readonly title: string
  readonly list: SectionList
  readonly none: boolean
}

/** The list, its tools in the bar above, and while nothing is chosen a word about what to do. */
function ListPane({ title, list: { List, art, none: says, filters }, none }: ListPaneProps) {
  const [start, setStart] = useState<TaroElement | null>(null)
  const [end, setEnd] = useState<TaroElement | null>(null)
  const [column, setColumn] = useState<TaroElement | null>(null)
  const pane = useMemo(
    () => ({
      Frame: PaneFrame,
      Filters: filters ? FilterColumn : undefined,
      bar: { start: start as Element | null, end: end as Element | null },
    }),
    [start, end, filters],
  )
  return (
    <>
      <View className="desk-bar">
        <View className="desk-bar__title">{title}</View>
        <View className="desk-bar__start" ref={setStart} />
        <View className="desk-bar__end" ref={setEnd} />
      </View>
      {filters ? <View className="desk-filters" ref={setColumn} /> : null}
      <View className="desk-list" role="navigation" ariaLabel={`${title}列表`}>
        <PaneContext.Provider value={pane}>
          <FilterHost.Provider value={column as Element | null}>
            <Boundary face={errorFace}>
              <List />
            </Boundary>
          </FilterHost.Provider>
        </PaneContext.Provider>
      </View>
      {none ? (
        <View className="desk-none">
          <Empty art={art} title={says} text="上下键换一行，右边就是详情" />
        </View>
      ) : null}
    </>
  )
}
