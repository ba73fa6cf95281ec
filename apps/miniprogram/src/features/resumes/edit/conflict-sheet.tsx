import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { Sheet } from '@/ui/sheet'
import { sayTime } from '@/ui/say-time'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import type { FieldName } from '../resume-form/fields'
import type { FormStore } from '../resume-form/form-store'
import { clashesOf, type Clash } from '../resume-form/merge'
import type { Conflict } from './use-save'
import './conflict.scss'

interface ConflictSheetProps {
  readonly conflict: Conflict | undefined
  readonly form: FormStore
  readonly onSettle: (keep: readonly FieldName[]) => void
  readonly onClose: () => void
}

export function ConflictSheet({ conflict, form, onSettle, onClose }: ConflictSheetProps) {
  const [yielded, setYielded] = useState<readonly FieldName[]>([])
  const { base, values } = form.getState()
  const clashes = conflict ? clashesOf(base, values, conflict.theirs) : []
  const choose = (name: FieldName, mine: boolean) =>
    setYielded(mine ? yielded.filter((other) => other !== name) : [...yielded, name])
  const kept = clashes.map(({ name }) => name).filter((name) => !yielded.includes(name))
  const footer = (
    <Button grow onTap={() => onSettle(kept)}>
      {sayDecision(kept.length, clashes.length)}
    </Button>
  )
  return (
    <Sheet open={conflict !== undefined} title="有人刚改过这份简历" onClose={onClose} footer={footer}>
      {conflict ? <View className="re-why">{sayWho(conflict)}</View> : null}
      {clashes.length === 0 ? <View className="re-why">改的和现在的一样，不用选。</View> : null}
      {clashes.map((clash) => (
        <Choice
          key={clash.name}
          clash={clash}
          mine={!yielded.includes(clash.name)}
          onChoose={(mine) => choose(clash.name, mine)}
        />
      ))}
    </Sheet>
  )
}

const sayWho = ({ current }: Conflict) =>
  `${current.lastUpdatedByName ?? '别的同事'}${sayTime(Date.parse(current.updatedAt), Date.now())}保存过。填的都在，每一项选一个留下。`

const sayDecision = (kept: number, all: number) =>
  kept === 0 ? '留下现在的' : kept === all ? '都用我改的，保存' : `用我改的${kept}处，保存`

interface ChoiceProps {
  readonly clash: Clash
  readonly mine: boolean
  readonly onChoose: (mine: boolean) => void
}

function Choice({ clash, mine, onChoose }: ChoiceProps) {
  return (
    <View className="re-clash">
      <View className="re-clash__head">
        <View className="re-clash__label">{clash.label}</View>
        {clash.both ? <Tag tone="warn">两个人都改了</Tag> : null}
      </View>
      <View className="re-clash__pair">
        <Side title="我改的" text={clash.mine} on={mine} onTap={() => onChoose(true)} />
        <Side title="现在的" text={clash.theirs} on={!mine} onTap={() => onChoose(false)} />
      </View>
    </View>
  )
}

interface SideProps {
  readonly title: string
  readonly text: string
  readonly on: boolean
  readonly onTap: () => void
}

function Side({ title, text, on, onTap }: SideProps) {
  return (
    <Tap
      className={classNames('re-side', on && 're-side--on')}
      role="radio"
      on={on}
      label={`${title}，${text}`}
      onTap={onTap}
    >
      <View className="re-side__head">
        <View>{title}</View>
        <View className="re-side__mark">{on ? <Icon name="check" size="xs" /> : null}</View>
      </View>
      <View className="re-side__text">{text}</View>
    </Tap>
  )
}
