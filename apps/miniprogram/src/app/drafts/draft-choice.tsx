import { View } from '@tarojs/components'
import { useRef } from 'react'
import { Button } from '@/ui/button'
import { ConflictReason } from '@/ui/edit-conflict'
import { formatTime } from '@/ui/format-time'
import { Sheet } from '@/ui/sheet'
import type { DraftChoiceProps, DraftLine } from './use-draft-choice'
import './draft-choice.scss'

/** Shows two drafts of one form, for the person to go on with one of them. */
export function DraftChoice({ question, onMine, onTheirs, onLater }: DraftChoiceProps) {
  // Stays readable while the sheet goes.
  const last = useRef(question)
  if (question) last.current = question
  if (!last.current) return null
  const { mine, theirs, at } = last.current
  const isEmpty = mine.length === 0
  const footer = (
    <>
      <Button kind="sec2" grow onTap={onTheirs}>
        用另一份
      </Button>
      <Button grow onTap={onMine}>
        用这份
      </Button>
    </>
  )
  return (
    <Sheet
      open={question !== undefined}
      title={isEmpty ? '这台手机上还有一份没发出去的内容' : '这台手机上有两份没发出去的内容'}
      onClose={onLater}
      footer={footer}
    >
      <ConflictReason>{`选一份接着填，没选的那份会删掉。${isEmpty ? '' : sharesAny(mine, theirs) ? '下面是不一样的地方。' : ''}先关上的话，两份都留着。`}</ConflictReason>
      <Version title="这份，正填着的" lines={differing(mine, theirs)} />
      <Version title={`另一份，${formatTime(at, Date.now())}存下的`} lines={differing(theirs, mine)} />
    </Sheet>
  )
}

const textIn = (lines: readonly DraftLine[], label: string) => lines.find((line) => line.label === label)?.text ?? ''

const sharesAny = (lines: readonly DraftLine[], others: readonly DraftLine[]): boolean =>
  lines.some(({ label, text }) => text === textIn(others, label))

/** The lines that are not the same in the other one; what only the other one has is missing here. */
const differing = (lines: readonly DraftLine[], others: readonly DraftLine[]): readonly DraftLine[] =>
  lines.length === 0
    ? []
    : [...lines, ...others.filter(({ label }) => textIn(lines, label) === '')]
        .filter(({ label }) => textIn(lines, label) !== textIn(others, label))
        .map(({ label }) => ({ label, text: textIn(lines, label) || '没填' }))

interface VersionProps {
  readonly title: string
  readonly lines: readonly DraftLine[]
}

const Version = ({ title, lines }: VersionProps) => (
  <View className="draft-version">
    <View className="draft-version__title">{title}</View>
    {lines.length === 0 ? <View className="draft-version__text">还没有填</View> : null}
    {lines.map(({ label, text }) => (
      <View className="draft-version__line" key={label}>
        {label ? <View className="draft-version__label">{label}</View> : null}
        <View className="draft-version__text">{text}</View>
      </View>
    ))}
  </View>
)
