import { View } from '@tarojs/components'
import { ROLE_LABELS, type Role } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { OptionCard } from '@/ui/option-card'
import { problemOf } from '@/ui/read-error'
import { SearchBox } from '@/ui/search-box'
import { Sheet } from '@/ui/sheet'
import { Bone } from '@/ui/skeleton'
import { useEmployees, type AssignBody } from '../api'
import './assign-sheet.scss'

const REASON_MAX = 200
/** From this many colleagues on they can be searched. */
const SEARCH_FROM = 9

interface AssignSheetProps {
  /** The present owner, who is not offered. */
  readonly ownerId?: string | undefined
  readonly open: boolean
  readonly onClose: () => void
  /** Assigns to the colleague; the key stays the same while the same is tried again. */
  readonly onAssign: (body: AssignBody, idempotencyKey: string, name: string) => Promise<unknown>
}

/** A colleague to whom customers go, with a reason that their history shows. */
export function AssignSheet({ ownerId, open, onClose, onAssign }: AssignSheetProps) {
  const employees = useEmployees(open)
  const [picked, setPicked] = useState<string>()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const keyFor = useIdempotencyKey()
  const others = (employees.data ?? []).filter(({ _id }) => _id !== ownerId)
  const found = others.filter(({ name }) => name.includes(typed.trim()))
  const { run, busy, problem } = useAction(async () => {
    if (picked === undefined) return
    const body = { assignedTo: picked, ...(reason.trim() ? { assignmentReason: reason.trim() } : {}) }
    await onAssign(body, keyFor(body), others.find(({ _id }) => _id === picked)?.name ?? '同事')
    onClose()
  })
  return (
    <Sheet
      open={open}
      title="转给哪位同事"
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="正在转" disabled={picked === undefined} onTap={() => void run()}>
          转过去
        </Button>
      }
    >
      {employees.data === undefined && employees.error === undefined ? <Bone width={72} height="m" /> : null}
      {employees.data === undefined && employees.error !== undefined ? (
        <View className="cd-assign__error">
          <FieldError {...problemOf(employees.error, (title) => `同事名单没取到：${title}`)} />
          <Button kind="plain" size="m" onTap={() => void employees.refetch()}>
            再试一次
          </Button>
        </View>
      ) : null}
      {others.length >= SEARCH_FROM ? <SearchBox placeholder="同事的名字" value={typed} onInput={setTyped} /> : null}
      <View className="cd-assign">
        {found.map(({ _id, name, role, customers }) => (
          <OptionCard
            key={_id}
            title={name}
            note={`${ROLE_LABELS[role as Role] ?? role}，手上${customers}位客户`}
            on={_id === picked}
            onTap={() => setPicked(_id)}
          />
        ))}
        {employees.data && found.length === 0 ? <View className="cd-assign__none">没有这位同事</View> : null}
      </View>
      <Field
        value={reason}
        onInput={setReason}
        label="原因"
        placeholder="可以不填，例如 离得近"
        maxLength={REASON_MAX}
      />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
