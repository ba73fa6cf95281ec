import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { FOLLOW_UP_TYPES, type FollowUpType } from '@qingpin/contract/customers/customers.enums'
import { FOLLOW_UP_MAX, isClosed } from '@qingpin/contract/customers/customers.rules'
import { useState } from 'react'
import { useStore } from 'zustand'
import { serverNow } from '@/app/clock'
import { DraftChoice } from '@/app/drafts/draft-choice'
import type { Draft } from '@/app/drafts/drafts'
import { FormArea, FormProblem } from '@/app/form/fields'
import { setValues, showProblems, showRefusal, type AnyForm, type Problems } from '@/app/form/form'
import { useForm, useFormDraft, useSubmit } from '@/app/form/use-form'
import type { OutboxItem } from '@/app/outbox/items'
import { rewrite } from '@/app/outbox/sender'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Chips } from '@/ui/chips'
import { FootBar } from '@/ui/foot-bar'
import { PickOneSheet } from '@/ui/picker-sheet'
import { PickerRow } from '@/ui/picker-row'
import { Screen } from '@/app/shell/screen'
import { toast } from '@/ui/toast'
import { failure } from '@/ui/read-error'
import { customerChanged, type CustomerDetail } from '../api'
import { formatPlan } from '../format'
import { deliverDraft, STORED } from '../outbox/items'
import { without } from '../outbox/words'
import { forgetCall, type Call } from '../call'
import { begun, formatCall, resultsOf, SILENT } from './results'
import { BLANK, followUpDrafts, linesOf, valuesOf, type FollowUpDraft } from './drafts'
import { NextSheet } from './next-sheet'
import { CLOCKS, daysAhead, planned, quickPlans, formatPlanDay, standingPlan } from './plans'

type SheetName = 'day' | 'clock' | 'next'

interface FollowUpFormProps {
  readonly customer: Pick<CustomerDetail, 'id' | 'name' | 'nextFollowUpAt' | 'contractStatus'>
  /** One that waits in the outbox and is changed. */
  readonly item: OutboxItem | undefined
  /** The call that it is about, as the phone knows it. */
  readonly call: Call | undefined
}

export function FollowUpForm({ customer, item, call }: FollowUpFormProps) {
  const { id, name, nextFollowUpAt } = customer
  const [now] = useState(serverNow)
  const standing = standingPlan(nextFollowUpAt, now)
  const [draft] = useState(() => followUpDrafts.of(id))
  const form = useForm(BLANK, item ? valuesOf(item) : begun(draft.read(), call))
  const choice = useFormDraft(form, {
    draft: item ? undefined : draft,
    valueOf: (values) => values,
    atOnce: true,
    linesOf,
    use: (values) => setValues(form, values),
  })
  const type = useStore(form, ({ values }) => values.type)
  const plan = useStore(form, ({ values }) => values.plan)
  const result = useStore(form, ({ values }) => values.result)
  const clock = useStore(form, ({ values }) => values.clock)
  const problem = useStore(form, ({ problems }) => problems.plan)
  const [sheet, setSheet] = useState<SheetName>()
  const { busy, submit } = useSave(form, draft, { customer, item, call })
  const save = async () => {
    const { values } = form.getState()
    const chosen = values.plan
    // An existing plan stays, because saving without one would drop the customer from the list of due follow-ups.
    const needsPlan = standing === undefined && !item?.body.keepsPlan && !isClosed(customer.contractStatus)
    if (!busy && !isEmpty(values) && chosen === '' && needsPlan) setSheet('next')
    else await submit()
  }
  const change = (part: Partial<FollowUpDraft>) => setValues(form, part)
  const quick = quickPlans(now)
  // A choice may have opened another sheet before this one closes.
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
        {type === 'phone' ? (
          <Card title="打得怎么样">
            {call ? <View className="fu-call">{formatCall(call)}</View> : null}
            <Chips<string>
              ground="surface"
              options={resultsOf(call)}
              value={[result]}
              onTap={(value) => change({ result: value === result ? '' : value })}
            />
          </Card>
        ) : null}
        <Card title="说了什么">
          <FormArea
            form={form}
            name="content"
            placeholder="客户的想法、答应的事、要准备什么"
            maxLength={FOLLOW_UP_MAX}
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
              value={formatPlanDay(plan, now)}
              placeholder={formatNothing(plan, standing, now)}
              onTap={() => setSheet('day')}
              error={problem}
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
        <FormProblem form={form} />
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
      <DraftChoice {...choice} />
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

/** What the form says of a note that waits; the rest of it, as when its call was, stays. */
const FORMED = ['type', 'content', 'result', 'nextFollowUpDate']

/** A call needs no words where it says by itself how it went. */
const isEmpty = ({ type, content, result }: FollowUpDraft) =>
  storedText(content) === '' && (type !== 'phone' || !SILENT.includes(result))

/** What holds when no day is chosen. */
function formatNothing(plan: string, standing: string | undefined, now: number): string {
  if (plan === 'none') return '不再约'
  return standing ? `照旧，${formatPlan(standing, now)}` : '选一天'
}

function useSave(
  form: AnyForm<FollowUpDraft>,
  draft: Draft<FollowUpDraft>,
  { customer: { id, name }, item, call }: FollowUpFormProps,
) {
  return useSubmit(form, {
    check: (values): Problems => (isEmpty(values) ? { content: '写一句说了什么，下次接得上。' } : {}),
    send: async (values) => {
      const { type, plan, clock } = values
      const nextFollowUpDate = planned(plan, clock)
      const result = type === 'phone' ? values.result : ''
      const body = {
        ...(item && without(item.body, [...FORMED, ...(nextFollowUpDate === undefined ? [] : ['keepsPlan'])])),
        type,
        content: storedText(values.content) === '' ? result : values.content,
        ...(result ? { result } : {}),
        ...(nextFollowUpDate === undefined ? {} : { nextFollowUpDate }),
        ...(call ? { writtenAt: new Date(call.at).toISOString() } : {}),
      }
      if (item) {
        if (!rewrite(item.id, { body })) throw failure('这条刚发出去，改不了了。')
        toast('改好了')
        return back()
      }
      const sent = await deliverDraft({ kind: 'follow-up', name, customerId: id, body }, draft, values)
      customerChanged(id)
      if (call) forgetCall()
      // Text that was typed while saving stays in the form.
      if (form.getState().values !== values) return toast('前面的记下了，后来写的还在')
      draft.drop()
      toast(sent ? '记下了' : STORED)
      return back()
    },
    onRefusal: (error) => {
      const { content, nextFollowUpDate } = isApiError(error) ? error.fields : {}
      if (!content && !nextFollowUpDate) return showRefusal(form, error, wordsOf)
      showProblems(form, { ...(content && { content }), ...(nextFollowUpDate && { plan: nextFollowUpDate }) })
    },
  })
}

const wordsOf = (title: string): string => `没记上：${title.replace(/。$/, '')}。写的都还在，再按一次保存。`
