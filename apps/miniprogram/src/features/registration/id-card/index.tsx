import { serverNow } from '@/app/clock'
import type { CardField } from '@qingpin/contract/resumes/card.rules'
import { useState } from 'react'
import { backOrGo, go, useParams } from '@/app/pages'
import { useAccount } from '@/app/session'
import { pickSources } from '@/platform/pick-files'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { PickOneSheet } from '@/ui/picker-sheet'
import { Screen } from '@/app/shell/screen'
import { toast } from '@/ui/toast'
import { useMyResume, uploads } from '@/features/my-resume'
import { change, currentDraft } from '../draft'
import { CallAgency } from '@/app/agency'
import { guardPage } from '@/app/shell/guard-page'
import { factsOf, type CardFact } from './card-fields'
import { Compare } from './compare'
import { Intro } from './intro'
import { setPendingCard } from '../pending-card'
import { Proposals } from './proposals'
import { ReadingError, ReadingNow, wordsFor } from './reading-error'
import { useReading } from './use-reading'
import './id-card.scss'

const TITLE = '识别身份证'

/** Reads an id card: for the registration, where ticked values go into the form, or to compare it with the own resume. */
function IdCardPage() {
  const compares = useParams('idCard').for === 'mine'
  const mine = useMyResume().data?.resume
  const leave = () => (compares ? backOrGo('papers') : backOrGo('register'))
  const account = useAccount()
  const { state, take, handOver } = useReading()
  const [asking, setAsking] = useState(false)
  const reading = state.kind === 'read' ? state.reading : undefined
  const words = reading && wordsFor(reading)
  const facts = reading?.kind === 'front' ? factsOf(reading.card, reading.warnings, serverNow()) : undefined

  const sources = pickSources('picture')
  const takePicture = () => {
    const [only] = sources
    if (only !== undefined && sources.length === 1) void take(only)
    else setAsking(true)
  }
  const sheet = (
    <PickOneSheet
      open={asking}
      title="身份证有头像的一面"
      options={sources.map((source) => ({ value: source, label: source === 'camera' ? '现在拍' : '从相册选' }))}
      value={undefined}
      onPick={(source) => void take(source)}
      onClose={() => setAsking(false)}
    />
  )
  if (facts && reading?.kind === 'front' && state.kind === 'read' && compares && mine) {
    const keep = () => {
      handOver()
      uploads.add(mine.id, 'idCardFront', [state.file])
    }
    return <Compare title={TITLE} resume={mine} facts={facts} proof={reading.proof} onKeep={keep} onLeave={leave} />
  }
  if (facts && state.kind === 'read' && !compares) {
    return (
      <Confirm
        facts={facts}
        onKeep={() => setPendingCard(state.file)}
        onDone={handOver}
        onAgain={takePicture}
        onLeave={leave}
        sheet={sheet}
      />
    )
  }
  const foot = (
    <FootBar below={<Help />}>
      <Button kind="plain" onTap={leave}>
        {compares ? '先不拍' : '自己填'}
      </Button>
      {account ? (
        <Button grow icon="camera" busy={state.kind === 'reading'} busyText="正在读" onTap={takePicture}>
          {state.kind === 'read' ? '再拍一张' : '同意，去拍'}
        </Button>
      ) : (
        <Button grow onTap={() => go('login')}>
          先登录
        </Button>
      )}
    </FootBar>
  )
  return (
    <Screen title={TITLE} foot={foot} onBack={leave}>
      {state.kind === 'reading' ? <ReadingNow src={state.file.path} /> : null}
      {state.kind === 'read' && words ? <ReadingError words={words} src={state.file.path} /> : null}
      {state.kind === 'intro' ? <Intro problem={state.problem} signedOut={!account} compares={compares} /> : null}
      {sheet}
    </Screen>
  )
}

function Help() {
  return <CallAgency>不会拍，打电话问</CallAgency>
}

interface ConfirmProps {
  readonly facts: readonly CardFact[]
  readonly onKeep: () => void
  readonly onDone: () => void
  readonly onAgain: () => void
  readonly onLeave: () => void
  readonly sheet: JSX.Element
}

const inDraft = (field: CardField): string => currentDraft().values[field]

function Confirm({ facts, onKeep, onDone, onAgain, onLeave, sheet }: ConfirmProps) {
  // Values that were typed are not replaced unless ticked.
  const [taken, setTaken] = useState<readonly CardField[]>(() =>
    facts.map(({ field }) => field).filter((field) => inDraft(field) === ''),
  )
  const [keeps, setKeeps] = useState(false)
  const toggle = (field: CardField) =>
    setTaken(taken.includes(field) ? taken.filter((other) => other !== field) : [...taken, field])
  const fill = () => {
    const chosen = facts.filter(({ field }) => taken.includes(field))
    change(Object.fromEntries(chosen.map(({ field, value }) => [field, value])))
    if (keeps) {
      onKeep()
      onDone()
    }
    toast(chosen.length > 0 ? '填进去了，再看一遍' : '没有改动')
    onLeave()
  }
  const foot = (
    <FootBar below={<Help />}>
      <Button kind="plain" onTap={onAgain}>
        重拍
      </Button>
      <Button grow onTap={fill}>
        {taken.length > 0 ? `填进登记表，${taken.length}项` : '都不填'}
      </Button>
    </FootBar>
  )
  return (
    <Screen title={TITLE} foot={foot} onBack={onLeave}>
      <Proposals
        facts={facts}
        current={inDraft}
        taken={taken}
        onToggle={toggle}
        keeping={{ keeps, onKeep: setKeeps }}
      />
      {sheet}
    </Screen>
  )
}

export default guardPage(IdCardPage)
