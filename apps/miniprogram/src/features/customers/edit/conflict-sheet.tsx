import { useState } from 'react'
import { Button } from '@/ui/button'
import { ConflictReason, EditConflictChoice } from '@/ui/edit-conflict'
import { Sheet } from '@/ui/sheet'
import type { FieldConflict, FieldName } from './form'

interface ConflictSheetProps {
  readonly fields: readonly FieldConflict[] | undefined
  readonly onResolve: (yielded: readonly FieldName[]) => void
  readonly onClose: () => void
}

/** Both values of each field that two people changed, for one of them to stay. */
export function ConflictSheet({ fields = [], onResolve, onClose }: ConflictSheetProps) {
  const [yielded, setYielded] = useState<readonly FieldName[]>([])
  const choose = (name: FieldName, mine: boolean) =>
    setYielded((now) => (mine ? now.filter((other) => other !== name) : [...now, name]))
  return (
    <Sheet
      open={fields.length > 0}
      title="同事刚改过这位客户"
      onClose={onClose}
      footer={
        <Button grow onTap={() => onResolve(yielded)}>
          就这样存
        </Button>
      }
    >
      <ConflictReason>两边写的都在，每一处选一个留下。</ConflictReason>
      {fields.map(({ name, label, mine, theirs }) => (
        <EditConflictChoice
          key={name}
          label={label}
          mine={{ title: '我改的', text: mine }}
          theirs={{ title: '同事改的', text: theirs }}
          keepsMine={!yielded.includes(name)}
          onChoose={(isMine) => choose(name, isMine)}
        />
      ))}
    </Sheet>
  )
}
