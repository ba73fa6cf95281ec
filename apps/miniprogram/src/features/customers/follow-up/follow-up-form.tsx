import { View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { FOLLOW_UP_TYPES, type FollowUpType } from '@qingpin/contract/customers/customers.enums'
import { FOLLOW_UP_MAX, isClosed } from '@qingpin/contract/customers/customers.rules'
import { useRef, useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Chips } from '@/ui/chips'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { PickOneSheet } from '@/ui/picker-sheet'
import { PickerRow } from '@/ui/picker-row'
import { readError } from '@/ui/read-error'
import { Screen } from '@/app/shell/screen'
import { TextArea } from '@/ui/text-area'
import { toast } from '@/ui/toast'
import { customerChanged, noteFollowUp, type CustomerDetail } from '../api'
import { sayPlan } from '../say-customer'
import { draftOf, dropDraft, keepDraft, type Draft } from './drafts'
import { NextSheet } from './next-sheet'
import { CLOCKS, daysAhead, planned, quickPlans, sayPlanDay, standingPlan } from './plans'

type SheetName = 'day' | 'clock' | 'next'

interface Problems {
  readonly content?: string | undefined
  readonly plan?: string | undefined
  readonly other?: string | undefined
}

export function FollowUpForm({ customer }: { readonly customer: CustomerDetail }) {
  const { id, name, nextFollowUpAt } = customer
  const [now] = useState(Date.now)
  const standing = standingPlan(nextFollowUpAt, now)
  const [draft, setDraft] = useState(() => draftOf(id))
  const [sheet, setSheet] = useState<SheetName>()
  const latest = useRef(draft)
  const { busy, problems, save } = useSave(id, {
    draft: () => latest.current,
    // What stands goes on standing; else saving would let a customer drop out of the day's work unnoticed.
    needsPlan: () => standing === undefined && !isClosed(customer.contractStatus),
    ask: () => setSheet('next'),
  })
  const change = (part: Partial<Draft>) => {
    const next = { ...latest.current, ...part }
    latest.current = next
    setDraft(next)
    keepDraft(id, next)
  }
  const { type, content, plan, clock } = draft
  const quick = quickPlans(now)
  // A choice that opens another sheet has done so before its own one closes.
  const close = (which: SheetName) => () => setSheet((open) => (open === which ? undefined : open))
  const pickNext = (value: string) => {
    change({ plan: value, clock: '' })
    void save()
  }
  const foot = (
    <FootBar>
      <Button grow busy={busy} busyText="保存中" onTap={() => void save()}>
        保存
      </Button>
    </FootBar>
  )
  return (
    <Screen title={`记跟进：${name}`} pad={false} foot={foot}>
      <View className="fu">
        <Card title="怎么联系的">
          <Chips<FollowUpType>
            ground="surface"
            options={FOLLOW_UP_TYPES}
            value={[type]}
            onTap={(value) => change({ type: value })}
          />
        </Card>
        <Card title="说了什么">
          <TextArea
            value={content}
            onInput={(text) => change({ content: text })}
            placeholder="客户的想法、答应的事、要准备什么"
            maxLength={FOLLOW_UP_MAX}
            error={problems.content}
          />
        </Card>
        <Card title="下次什么时候跟">
          <Chips<string>
            ground="surface"
            options={quick}
            value={[plan]}
            onTap={(value) => change(value === plan ? { plan: '', clock: '' } : { plan: value })}
          />
          <View className="fu-rows">
            <PickerRow
              label="日期"
              value={sayPlanDay(plan, now)}
              placeholder={sayNothing(plan, standing, now)}
              onTap={() => setSheet('day')}
              error={problems.plan}
            />
            {plan && plan !== 'none' ? (
              <PickerRow
                label="钟点"
                value={CLOCKS.find(({ value }) => value === clock)?.label ?? ''}
                onTap={() => setSheet('clock')}
              />
            ) : null}
          </View>
        </Card>
        {problems.other ? <FieldError text={problems.other} /> : null}
      </View>
      <PickOneSheet<string>
        open={sheet === 'day'}
        title="下次跟进"
        options={daysAhead(now)}
        value={plan}
        onPick={(value) => change({ plan: value })}
        onClose={close('day')}
      />
      <PickOneSheet<string>
        open={sheet === 'clock'}
        title="几点"
        options={CLOCKS}
        value={clock}
        onPick={(value) => change({ clock: value })}
        onClose={close('clock')}
      />
      <NextSheet
        open={sheet === 'next'}
        now={now}
        onPick={pickNext}
        onOtherDay={() => setSheet('day')}
        onClose={close('next')}
      />
    </Screen>
  )
}

/** What holds when no day is chosen. */
function sayNothing(plan: string, standing: string | undefined, now: number): string {
  if (plan === 'none') return '不再约'
  return standing ? `照旧，${sayPlan(standing, now)}` : '选一天'
}

interface Saving {
  readonly draft: () => Draft
  readonly needsPlan: () => boolean
  readonly ask: () => void
}

function useSave(id: string, { draft: draftNow, needsPlan, ask }: Saving) {
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<Problems>({})
  const keyFor = useIdempotencyKey()
  const save = async () => {
    if (busy) return
    const sent = draftNow()
    const { type, content, plan, clock } = sent
    if (content.trim() === '') return setProblems({ content: '写一句说了什么，下次接得上。' })
    if (plan === '' && needsPlan()) return ask()
    setBusy(true)
    setProblems({})
    try {
      const nextFollowUpDate = planned(plan, clock)
      const body = { type, content, ...(nextFollowUpDate === undefined ? {} : { nextFollowUpDate }) }
      await noteFollowUp(id, body, keyFor(body))
      customerChanged(id)
      // What was written meanwhile is not in there: it stays, to be saved as well.
      if (draftNow() !== sent) return toast('前面的记下了，后来写的还在')
      dropDraft(id)
      toast('记下了')
      await back()
    } catch (error) {
      setProblems(problemsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problems, save }
}

function problemsOf(error: unknown): Problems {
  const fields = isApiError(error) ? error.fields : {}
  if (fields.content || fields.nextFollowUpDate) return { content: fields.content, plan: fields.nextFollowUpDate }
  return { other: `没记上：${readError(error).title.replace(/。$/, '')}。写的都还在，再按一次保存。` }
}
