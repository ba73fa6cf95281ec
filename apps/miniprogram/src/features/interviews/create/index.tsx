import { serverNow } from '@/app/clock'
import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { MOST_PARTICIPANTS } from '@qingpin/contract/interviews/interviews.rules'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { useForm, useFormDraft, useSubmit } from '@/app/form/use-form'
import { setValues, showProblem } from '@/app/form/form'
import { FormProblem, useField } from '@/app/form/fields'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { replace } from '@/app/pages'
import { mutate } from '@/app/query'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Field } from '@/ui/field'
import { FootBar } from '@/ui/foot-bar'
import { PickerRow } from '@/ui/picker-row'
import { PickOneSheet } from '@/ui/picker-sheet'
import { problemOf } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { askToSubscribe } from '@/app/subscribe'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Segmented } from '@/ui/segmented'
import { Switch } from '@/ui/switch'
import { otherOpenRoom, type Room, ROOMS_KEY } from '../api'
import { EndOtherDialog } from '../end-other-dialog'
import { daySlots, slotMoment, TIME_SLOTS } from '../format-room'
import { emptyForm, interviewDraft, linesOf, WHEN, type When } from './form'
import type { Kind } from './people'
import { PersonSheet } from './person-sheet'
import './create.scss'

function InterviewCreate() {
  const [now] = useState(Date.now)
  const [draft] = useState(() => interviewDraft.of())
  const form = useForm(emptyForm(now), draft.read())
  const choice = useFormDraft(form, {
    draft,
    valueOf: (values) => values,
    linesOf,
    use: (values) => setValues(form, values),
  })
  const name = useField(form, 'name')
  const timeProblem = useStore(form, ({ problems }) => problems.time)
  const { worker, customer, when, day, time, lobby } = useStore(form, ({ values }) => values)
  const [picking, setPicking] = useState<'day' | 'time' | Kind>()
  const [other, setOther] = useState<Room>()
  const keyFor = useIdempotencyKey()

  // The picked worker names the room, unless a name was typed.
  const title = storedText(name.value) || (worker?.title ?? '')
  const moment = () => slotMoment(day, time)
  const endsOther = useRef(false)
  const { submit, busy } = useSubmit(form, {
    check: () => ({
      ...(title ? {} : { name: '请写一下这场面试叫什么，或者选一位阿姨。' }),
      ...(when === 'later' && moment() <= serverNow() ? { time: '这个时间已经过了，请往后选。' } : {}),
    }),
    send: async () => {
      const body = {
        roomName: title,
        lobby,
        ...(worker && { resumeId: worker.id, candidateName: worker.name }),
        ...(customer && { customerId: customer.id }),
        ...(when === 'later' && { scheduledAt: new Date(moment()).toISOString() }),
      }
      setOther(undefined)
      const open = when === 'now' && !endsOther.current ? await otherOpenRoom() : undefined
      if (open) return setOther(open)
      const call = () => api('POST /api/interview/rooms', { body, idempotencyKey: keyFor(body) })
      const { roomId } = await mutate(call, { touch: [ROOMS_KEY, ['today']] })
      draft.drop()
      replace('interviewDetail', { roomId })
    },
    onRefusal: (error) => showProblem(form, problemOf(error)),
  })
  const create = (evenSo = false) => {
    endsOther.current = evenSo
    void submit()
  }
  const days = daySlots(now)
  return (
    <Screen
      title="约面试"
      foot={
        <FootBar>
          <Button
            grow
            busy={busy}
            busyText="正在建"
            onTap={() => {
              // First in the tap: WeChat opens its dialog nowhere else.
              if (when === 'later') void askToSubscribe(['interview']).catch(() => undefined)
              create()
            }}
          >
            {when === 'now' ? '开房间' : '约好'}
          </Button>
        </FootBar>
      }
    >
      <Segmented<When> options={WHEN} value={when} onChange={(next) => setValues(form, { when: next })} />
      <Card pad="rows" className="ic-card">
        <Field
          look="row"
          label="名称"
          placeholder={worker ? title : '例如 王阿姨的视频面试'}
          maxLength={40}
          {...name}
        />
        <PickerRow label="阿姨" value={worker?.name ?? ''} placeholder="可以不选" onTap={() => setPicking('worker')} />
        <PickerRow
          label="客户"
          value={customer?.name ?? ''}
          placeholder="可以不选"
          onTap={() => setPicking('customer')}
        />
        {when === 'later' ? (
          <>
            <PickerRow
              label="日期"
              value={days.find(({ value }) => value === day)?.label ?? ''}
              onTap={() => setPicking('day')}
            />
            <PickerRow label="时间" value={time} error={timeProblem} onTap={() => setPicking('time')} />
          </>
        ) : null}
        <Row
          title="来的人先在门外等"
          note={lobby ? '您请了才进来' : '有邀请的人直接进来'}
          trail={<Switch label="来的人先在门外等" on={lobby} onChange={(on) => setValues(form, { lobby: on })} />}
        />
      </Card>
      <View className="ic-note">
        {when === 'now'
          ? `最多${MOST_PARTICIPANTS}人同时在里面。您另一场还开着的面试会结束。`
          : `最多${MOST_PARTICIPANTS}人同时在里面。到时间您进去，房间就开了。`}
      </View>
      <FormProblem form={form} />
      <DraftChoice {...choice} />
      <EndOtherDialog other={other} onConfirm={() => create(true)} onCancel={() => setOther(undefined)} />
      <PersonSheet
        kind="worker"
        open={picking === 'worker'}
        chosen={worker}
        onPick={(person) => setValues(form, { worker: person })}
        onClose={() => setPicking(undefined)}
      />
      <PersonSheet
        kind="customer"
        open={picking === 'customer'}
        chosen={customer}
        onPick={(person) => setValues(form, { customer: person })}
        onClose={() => setPicking(undefined)}
      />
      <PickOneSheet
        open={picking === 'day'}
        title="日期"
        options={days}
        value={day}
        onPick={(value) => setValues(form, { day: value })}
        onClose={() => setPicking(undefined)}
      />
      <PickOneSheet
        open={picking === 'time'}
        title="时间"
        options={TIME_SLOTS}
        value={time}
        onPick={(value) => setValues(form, { time: value })}
        onClose={() => setPicking(undefined)}
      />
    </Screen>
  )
}

export default guardPage(InterviewCreate)
