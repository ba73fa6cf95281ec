import { serverNow } from '@/app/clock'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { EditConflictChoice, ConflictReason } from '@/ui/edit-conflict'
import { Sheet } from '@/ui/sheet'
import { formatTime } from '@/ui/format-time'
import { Tag } from '@/ui/tag'
import type { FieldName } from '../resume-form/fields'
import type { FormStore } from '../resume-form/form-store'
import { conflictsOf } from '../resume-form/merge'
import type { EditConflict } from './use-save'

interface ConflictSheetProps {
  readonly conflict: EditConflict | undefined
  readonly form: FormStore
  readonly onResolve: (keep: readonly FieldName[]) => void
  readonly onClose: () => void
}

export function ConflictSheet({ conflict, form, onResolve, onClose }: ConflictSheetProps) {
  const [yielded, setYielded] = useState<readonly FieldName[]>([])
  const { base, values } = form.getState()
  const conflicts = conflict ? conflictsOf(base, values, conflict.theirs) : []
  const choose = (name: FieldName, mine: boolean) =>
    setYielded(mine ? yielded.filter((other) => other !== name) : [...yielded, name])
  const kept = conflicts.map(({ name }) => name).filter((name) => !yielded.includes(name))
  const footer = (
    <Button grow onTap={() => onResolve(kept)}>
      {formatDecision(kept.length, conflicts.length)}
    </Button>
  )
  return (
    <Sheet open={conflict !== undefined} title="有人刚改过这份简历" onClose={onClose} footer={footer}>
      {conflict ? <ConflictReason>{formatWho(conflict)}</ConflictReason> : null}
      {conflicts.length === 0 ? <ConflictReason>改的和现在的一样，不用选。</ConflictReason> : null}
      {conflicts.map((one) => (
        <EditConflictChoice
          key={one.name}
          label={one.label}
          tag={one.both ? <Tag tone="warn">两个人都改了</Tag> : null}
          mine={{ title: '我改的', text: one.mine }}
          theirs={{ title: '现在的', text: one.theirs }}
          keepsMine={!yielded.includes(one.name)}
          onChoose={(mine) => choose(one.name, mine)}
        />
      ))}
    </Sheet>
  )
}

const formatWho = ({ current }: EditConflict) =>
  `${current.lastUpdatedByName ?? '别的同事'}${formatTime(Date.parse(current.updatedAt), serverNow())}保存过。填的都在，每一项选一个留下。`

const formatDecision = (kept: number, all: number) =>
  kept === 0 ? '留下现在的' : kept === all ? '都用我改的，保存' : `用我改的${kept}处，保存`
