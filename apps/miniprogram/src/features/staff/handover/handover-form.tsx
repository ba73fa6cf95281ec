import { View } from '@tarojs/components'
import { ROLE_LABELS, type Role } from '@qingpin/contract/core/policy'
import { storedText } from '@qingpin/contract/core/text'
import { HANDOVER_REASON_MAX, HEIRS_MOST, SHARE_MOST } from '@qingpin/contract/staff/handover.rules'
import { HANDOVER_WAY_LABELS, HANDOVER_WAYS, type HandoverWay } from '@qingpin/contract/staff/staff.enums'
import { useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAction } from '@/app/use-action'
import { useDebounced } from '@/app/use-debounced'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { OptionCard } from '@/ui/option-card'
import { problemOf } from '@/ui/read-error'
import { Bone } from '@/ui/skeleton'
import { toast } from '@/ui/toast'
import { handOver, useColleagues, useHandoverTry, type Plan } from '../api'

interface HandoverFormProps {
  readonly user: { readonly id: string; readonly name: string; readonly status: string }
  readonly onStarted: () => void
}

const NOTES: Readonly<Record<HandoverWay, string>> = {
  heirs: '选一位，或几位按份分',
  unassigned: '谁也不归，之后再慢慢分',
  pool: '同事都能领；签了约的先放待分配',
}

/** Parts as they are typed: a whole number, else one. */
const shareOf = (typed: string | undefined): number => {
  const n = /^\d{1,3}$/.test(typed?.trim() ?? '') ? Number(typed) : 1
  return Math.min(SHARE_MOST, Math.max(1, n))
}

/** Where it all goes, with the numbers before anything happens. */
export function HandoverForm({ user, onStarted }: HandoverFormProps) {
  const [way, setWay] = useState<HandoverWay>('heirs')
  const [heirs, setHeirs] = useState<readonly string[]>([])
  const [shares, setShares] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const colleagues = useColleagues(true)
  const others = (colleagues.data ?? []).filter(({ _id }) => _id !== user.id)
  const plan: Plan = { way, heirs: heirs.map((id) => ({ id, share: shareOf(shares[id]) })) }
  const settled = useDebounced(plan)
  const ready = way !== 'heirs' || heirs.length > 0
  const keyFor = useIdempotencyKey()
  const { run, busy, problem } = useAction(async () => {
    setAsking(false)
    const body = { ...plan, reason: storedText(reason) }
    await handOver(user.id, body, keyFor(body))
    toast('开始交接了')
    onStarted()
  })
  const toggle = (id: string) =>
    setHeirs((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id].slice(0, HEIRS_MOST)))
  const said = storedText(reason) !== ''
  return (
    <>
      <Card title="客户交到哪里">
        {HANDOVER_WAYS.map((one) => (
          <OptionCard
            key={one}
            title={HANDOVER_WAY_LABELS[one]}
            note={NOTES[one]}
            on={one === way}
            onTap={() => setWay(one)}
          />
        ))}
      </Card>
      <Card title={way === 'heirs' ? '谁接手' : '面试和链接归谁'}>
        <View className="staff-note">
          {way === 'heirs' ? '面试跟着客户走；没有客户的面试和链接归第一位。' : '不选就归您。'}
        </View>
        {colleagues.data === undefined && colleagues.error === undefined ? <Bone width={72} height="m" /> : null}
        {colleagues.error !== undefined ? (
          <FieldError {...problemOf(colleagues.error, (title) => `同事名单没取到：${title}`)} />
        ) : null}
        {others.map(({ _id, name, role, customers }) => (
          <View key={_id}>
            <OptionCard
              many
              title={name}
              note={`${ROLE_LABELS[role as Role] ?? role}，手上${customers}位客户`}
              on={heirs.includes(_id)}
              onTap={() => toggle(_id)}
            />
            {way === 'heirs' && heirs.length > 1 && heirs.includes(_id) ? (
              <Field
                look="row"
                label="分几份"
                value={shares[_id] ?? '1'}
                keyboard="number"
                maxLength={3}
                onInput={(text) => setShares((now) => ({ ...now, [_id]: text }))}
              />
            ) : null}
          </View>
        ))}
        {colleagues.data && others.length === 0 ? <View className="staff-note">没有别的在用账号。</View> : null}
      </Card>
      <Trial id={user.id} plan={settled} ready={ready && settled.way === way} />
      <Card title="原因">
        <Field
          value={reason}
          onInput={setReason}
          label="原因"
          placeholder="每位客户的记录里都看得到，例如 离职"
          maxLength={HANDOVER_REASON_MAX}
        />
      </Card>
      {problem ? <FieldError {...problem} /> : null}
      <Button
        grow
        kind="danger"
        busy={busy}
        busyText="正在开始"
        disabled={!ready || !said}
        onTap={() => setAsking(true)}
      >
        {!ready ? '先选接手的同事' : !said ? '先写原因' : user.status === 'active' ? '停用并交接' : '交接'}
      </Button>
      <Dialog
        open={asking}
        title={`把${user.name}手上的都交出去？`}
        text={`${user.status === 'active' ? '账号马上停用，所有设备退出。' : ''}交接以后只能再一位位转回来。`}
        confirm="交接"
        danger
        busy={busy}
        onConfirm={() => void run()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}

interface TrialProps {
  readonly id: string
  readonly plan: Plan
  readonly ready: boolean
}

/** What the plan would do. */
function Trial({ id, plan, ready }: TrialProps) {
  const trial = useHandoverTry(id, plan, ready)
  if (!ready) return null
  if (trial.error !== undefined) return <FieldError {...problemOf(trial.error)} />
  if (!trial.data) return <Bone width={60} height="m" />
  const { heirs, withoutOwner, holdings } = trial.data
  const words = [
    ...(plan.way === 'heirs' ? heirs.map(({ name, customers }) => `${name}得${customers}位`) : []),
    withoutOwner > 0 ? `${withoutOwner}位${plan.way === 'pool' ? '放进公海' : '待分配'}` : '',
    holdings.interviews > 0 ? `${holdings.interviews}场面试换人` : '',
    holdings.shares > 0 ? `${holdings.shares}个链接换人` : '',
  ].filter(Boolean)
  return (
    <View className="staff-note">按这样：{words.length > 0 ? words.join('，') : '手上没有要交接的，只停用账号'}。</View>
  )
}
