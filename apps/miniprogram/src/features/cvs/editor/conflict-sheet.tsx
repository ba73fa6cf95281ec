import { View } from '@tarojs/components'
import { SECTION_TITLES, type ListName, type SectionName } from '@qingpin/cv/document'
import type { Clash } from '@qingpin/cv/merge'
import type { Place } from '@qingpin/cv/operations'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { sayTime } from '@/ui/say-time'
import { Sheet } from '@/ui/sheet'
import { Tap } from '@/ui/tap'
import { sayMonth } from './say-month'
import { BASICS_LINES, INTENTION_LINES, LISTS } from './sections'
import { useEditor } from './use-editor'

interface ConflictSheetProps {
  readonly open: boolean
  readonly onSettle: (mine: readonly Place[]) => void
  readonly onClose: () => void
}

/** The same words were changed here and elsewhere: both are shown, and one of each pair is kept. */
export function ConflictSheet({ open, onSettle, onClose }: ConflictSheetProps) {
  const conflict = useEditor((state) => state.conflict)
  const [yielded, setYielded] = useState<readonly Place[]>([])
  if (!conflict) return null
  const { clashes, theirs } = conflict
  const mine = clashes.map(({ place }) => place).filter((place) => !yielded.includes(place))
  const choose = (place: Place, here: boolean) =>
    setYielded(here ? yielded.filter((other) => other !== place) : [...yielded, place])
  const footer = (
    <Button grow onTap={() => onSettle(mine)}>
      就这样存
    </Button>
  )
  return (
    <Sheet open={open} title="在别处也改过" onClose={onClose} footer={footer}>
      <View className="cve-why">
        {`${sayTime(Date.parse(theirs.updatedAt), Date.now())}在别处存过。两边写的都在，每一处选一个留下。`}
      </View>
      {clashes.map((clash) => (
        <View className="cve-clash" key={clash.place}>
          <View className="cve-clash__label">{sayPlace(clash)}</View>
          <Side
            title="这部手机上"
            text={clash.mine}
            on={mine.includes(clash.place)}
            onTap={() => choose(clash.place, true)}
          />
          <Side
            title="别处存的"
            text={clash.theirs}
            on={!mine.includes(clash.place)}
            onTap={() => choose(clash.place, false)}
          />
        </View>
      ))}
    </Sheet>
  )
}

function sayPlace({ place }: Clash): string {
  const [section = 'basics', id, field] = place.split('.') as [SectionName, string?, string?]
  const title = SECTION_TITLES[section]
  if (section === 'selfEvaluation') return title
  if (section === 'basics' || section === 'intention') {
    const lines = section === 'basics' ? BASICS_LINES : INTENTION_LINES
    return `${title}，${lines.find((line) => line.field === id)?.label ?? ''}`
  }
  if (field === 'from' || field === 'to') return `${title}，${field === 'from' ? '开始' : '结束'}`
  const list: ListName = section
  const label = LISTS[list].lines.find((line) => line.field === field)?.label ?? LISTS[list].bullets?.title
  return `${title}，${label ?? ''}`
}

interface SideProps {
  readonly title: string
  readonly text: string
  readonly on: boolean
  readonly onTap: () => void
}

function Side({ title, text, on, onTap }: SideProps) {
  const words = sayMonth(text) || '没填'
  return (
    <Tap
      className={classNames('cve-side', on && 'cve-side--on')}
      role="radio"
      on={on}
      label={`${title}，${words}`}
      onTap={onTap}
    >
      <View className="cve-side__head">
        <View>{title}</View>
        <View className="cve-side__mark">{on ? <Icon name="check" size="xs" /> : null}</View>
      </View>
      <View className="cve-side__text">{words}</View>
    </Tap>
  )
}
