import type { CardField } from '@qingpin/contract/resumes/card.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { pickSources } from '@/platform/pick-files'
import type { PickSource } from '@/platform/picked-file.types'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { Icon } from '@/ui/icon'
import { PickOneSheet } from '@/ui/picker-sheet'
import { Sheet } from '@/ui/sheet'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { factsOf, type CardFact } from './card-fields'
import { Proposals } from './proposals'
import { ReadingError, ReadingNow, wordsFor } from './reading-error'
import { useReading } from './use-reading'
import '../register/card-entry.scss'
import './id-card.scss'

const TITLE = '拍身份证，自动填'

interface CardSheetProps {
  /** What the form says now; what was typed is not replaced unless ticked. */
  readonly current: (field: CardField) => string
  readonly onTake: (facts: readonly CardFact[]) => void
}

/** Fills a form of staff from the card of a worker: what was read is shown first, and the picture does not stay. */
export function CardSheet({ current, onTake }: CardSheetProps) {
  const { state, take } = useReading()
  const [open, setOpen] = useState<'source' | 'card'>()
  const close = () => setOpen(undefined)
  const sources = pickSources('picture')
  const from = (source: PickSource) => {
    setOpen('card')
    void take(source)
  }
  const start = () => {
    const [only] = sources
    if (only !== undefined && sources.length === 1) from(only)
    else setOpen('source')
  }
  const reading = state.kind === 'read' ? state.reading : undefined
  const words = reading && wordsFor(reading)
  const facts = reading?.kind === 'front' ? factsOf(reading.card, reading.warnings, Date.now()) : undefined
  const problem = state.kind === 'intro' ? state.problem : undefined
  return (
    <>
      <Tap className="reg-card" onTap={start}>
        <Icon name="camera" />
        <View className="reg-card__text">
          <View className="reg-card__title">{TITLE}</View>
          <View className="reg-card__note">先给您看，勾上的才填，照片不留下</View>
        </View>
        <Icon name="right" size="s" className="reg-card__go" />
      </Tap>
      {problem ? <FieldError text={problem} /> : null}
      <PickOneSheet
        open={open === 'source'}
        title="身份证有头像的一面"
        options={sources.map((source) => ({ value: source, label: source === 'camera' ? '现在拍' : '从相册选' }))}
        value={undefined}
        onPick={from}
        onClose={() => setOpen((now) => (now === 'source' ? undefined : now))}
      />
      {facts ? (
        <Facts
          open={open === 'card'}
          facts={facts}
          current={current}
          onClose={close}
          onAgain={start}
          onTake={(chosen) => {
            onTake(chosen)
            close()
            toast(chosen.length > 0 ? '填进去了，再看一遍' : '没有改动')
          }}
        />
      ) : (
        <Sheet
          open={open === 'card' && state.kind !== 'intro'}
          title={TITLE}
          onClose={close}
          footer={
            words ? (
              <Button grow icon="camera" onTap={start}>
                再拍一张
              </Button>
            ) : undefined
          }
        >
          {state.kind === 'reading' ? <ReadingNow src={state.file.path} /> : null}
          {state.kind === 'read' && words ? <ReadingError words={words} src={state.file.path} /> : null}
        </Sheet>
      )}
    </>
  )
}

interface FactsProps extends CardSheetProps {
  readonly open: boolean
  readonly facts: readonly CardFact[]
  readonly onClose: () => void
  readonly onAgain: () => void
}

function Facts({ open, facts, current, onClose, onAgain, onTake }: FactsProps) {
  const [taken, setTaken] = useState<readonly CardField[]>(() =>
    facts.map(({ field }) => field).filter((field) => current(field) === ''),
  )
  const toggle = (field: CardField) =>
    setTaken(taken.includes(field) ? taken.filter((other) => other !== field) : [...taken, field])
  const footer = (
    <>
      <Button kind="plain" onTap={onAgain}>
        重拍
      </Button>
      <Button grow onTap={() => onTake(facts.filter(({ field }) => taken.includes(field)))}>
        {taken.length > 0 ? `填进表，${taken.length}项` : '都不填'}
      </Button>
    </>
  )
  return (
    <Sheet open={open} title={TITLE} onClose={onClose} footer={footer}>
      <Proposals facts={facts} current={current} taken={taken} onToggle={toggle} />
    </Sheet>
  )
}
