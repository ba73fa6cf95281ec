import { View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import { PAY_UNITS } from '@qingpin/contract/placements/placements.enums'
import { PLACEMENT_REASON_MAX, PLACEMENT_REMARKS_MAX } from '@qingpin/contract/placements/placements.rules'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { api } from '@/app/api'
import { serverNow } from '@/app/clock'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { FormField, FormProblem, useField } from '@/app/form/fields'
import { setValues, showRefusal } from '@/app/form/form'
import { useForm, useFormDraft, useSubmit } from '@/app/form/use-form'
import { useIdempotencyKey } from '@/app/idempotency'
import { useParams } from '@/app/pages'
import { useQuery } from '@/app/query'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { PersonSheet } from '@/features/interviews'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Chips } from '@/ui/chips'
import { Dialog } from '@/ui/dialog'
import { FootBar } from '@/ui/foot-bar'
import { PickerRow } from '@/ui/picker-row'
import { Skeleton } from '@/ui/skeleton'
import { toast } from '@/ui/toast'
import {
  changePlacement,
  placementsChanged,
  replacePlacement,
  startPlacement,
  usePlacementsOfCustomer,
  type Placement,
} from '../api'
import { formatSpan } from '../format'
import {
  bodyOf,
  firstValues,
  LENGTHS,
  lastDay,
  lengthOf,
  linesOf,
  problemsOf,
  replacementOf,
  termsDrafts,
  TRIALS,
  valuesOf,
  type Values,
} from './form'
import '../placements.scss'

type Deed = 'start' | 'change' | 'replace'
const TITLES: Readonly<Record<Deed, string>> = { start: '签约上户', change: '改上户', replace: '换阿姨' }
const BUTTONS: Readonly<Record<Deed, readonly [text: string, busy: string]>> = {
  start: ['签约上户', '正在签'],
  change: ['保存', '保存中'],
  replace: ['换上这位', '正在换'],
}

function PlacementTerms() {
  const { customer: customerId = '', placement: id, as } = useParams('placementTerms')
  const deed: Deed = id === undefined ? 'start' : as === 'replace' ? 'replace' : 'change'
  const placements = usePlacementsOfCustomer(customerId)
  const customer = useQuery(['customer', customerId], () =>
    api('GET /api/customers/miniprogram/{id}', { params: { id: customerId } }),
  )
  const placement = placements.data?.items.find((one) => one.id === id)
  const shared = { title: TITLES[deed], skeleton: <Skeleton rows={4} />, children: null }
  if (!customer.data) return <Screen {...shared} query={customer} />
  if (!placements.data || (id !== undefined && !placement))
    return <Screen {...shared} query={placements} isEmpty={() => true} empty={GONE} />
  const first = !placement
    ? firstValues(customer.data)
    : deed === 'replace'
      ? replacementOf(placement, serverNow())
      : valuesOf(placement)
  return <Edit deed={deed} customer={customer.data} placement={placement} first={first} />
}

const GONE = { art: 'nothing-found', title: '这条上户不在了', text: '回到客户那里看最新的。' } as const

interface EditProps {
  readonly deed: Deed
  readonly customer: { readonly id: string; readonly name: string }
  readonly placement: Placement | undefined
  readonly first: Values
}

interface Clash {
  readonly customer: string
  readonly startsOn: string
  readonly endsOn: string | null
}

function Edit({ deed, customer, placement, first }: EditProps) {
  const [draft] = useState(() => termsDrafts.of([customer.id, placement?.id, deed].filter(Boolean).join('-')))
  const form = useForm(first, draft.read())
  const choice = useFormDraft(form, {
    draft,
    valueOf: (values) => values,
    linesOf,
    use: (values) => setValues(form, values),
  })
  const [picking, setPicking] = useState(false)
  const [clash, setClash] = useState<Clash>()
  const evenSo = useRef(false)
  const { workerId, worker, startsOn, endsOn, trialUntil, payPer } = useStore(form, ({ values }) => values)
  const workerProblem = useField(form, 'worker').error
  const keyFor = useIdempotencyKey()
  const { submit, busy } = useSubmit(form, {
    check: (values) => problemsOf(values, serverNow(), deed === 'replace'),
    send: async (values) => {
      await send(values, evenSo.current)
      draft.drop()
      placementsChanged(customer.id)
      toast(deed === 'change' ? '改好了' : `${values.worker}上户记好了`)
      void back()
    },
    onRefusal: (error) => {
      if (isApiError(error) && error.code === 'WORKER_PLACED') return setClash(error.details as Clash)
      if (isApiError(error) && error.code === 'PLACEMENT_CHANGED') placementsChanged(customer.id)
      showRefusal(form, error)
    },
  })
  const send = (values: Values, allowOverlap: boolean) => {
    const terms = { ...bodyOf(values), ...(allowOverlap ? { allowOverlap } : {}) }
    if (!placement) {
      const body = { ...terms, customerId: customer.id, resumeId: values.workerId }
      return startPlacement(body, keyFor(body))
    }
    const { id, version } = placement
    if (deed === 'change') return changePlacement(id, { ...terms, version }, keyFor({ ...terms, version }))
    const body = { ...terms, version, resumeId: values.workerId, reason: values.reason }
    return replacePlacement(id, body, keyFor(body))
  }
  const save = (overlaps = false) => {
    evenSo.current = overlaps
    void submit()
  }
  const change = (part: Partial<Values>) => setValues(form, part)
  const [text, busyText] = BUTTONS[deed]
  const now = serverNow()
  const soon = [0, 1, 7].map((days) => ({
    value: beijingDay(now + days * DAY_MS),
    label: days === 0 ? '今天' : days === 1 ? '明天' : '一周后',
  }))
  return (
    <Screen
      title={TITLES[deed]}
      pad={false}
      foot={
        <FootBar>
          <Button grow busy={busy} busyText={busyText} onTap={() => save()}>
            {text}
          </Button>
        </FootBar>
      }
    >
      <View className="pl-form">
        <Card pad="rows" title={`${customer.name}家`}>
          {deed === 'change' ? (
            <PickerRow label="阿姨" value={worker} onTap={() => toast('换人用“换阿姨”')} />
          ) : (
            <PickerRow
              label="阿姨"
              value={worker}
              placeholder="按姓名、手机尾号找"
              error={workerProblem}
              onTap={() => setPicking(true)}
            />
          )}
          {deed === 'replace' ? (
            <FormField
              form={form}
              look="row"
              name="reason"
              label="为什么换"
              placeholder={`${placement?.worker.name ?? '上一位'}怎么了`}
              maxLength={PLACEMENT_REASON_MAX}
            />
          ) : null}
        </Card>
        <Card pad="rows" title="什么时候">
          <FormField form={form} look="row" name="startsOn" label="上户" placeholder="例如 2026-12-18" maxLength={20} />
          <View className="pl-quick">
            <Chips<string>
              ground="surface"
              options={soon}
              value={[startsOn]}
              onTap={(day) => change({ startsOn: day })}
            />
          </View>
          <FormField form={form} look="row" name="endsOn" label="合同到" placeholder="不填就是没定" maxLength={20} />
          <View className="pl-quick">
            <Chips<string>
              ground="surface"
              options={LENGTHS}
              value={lengthOf(LENGTHS, startsOn, endsOn).slice(0, 1)}
              onTap={(days) => change({ endsOn: lastDay(startsOn, days) })}
            />
          </View>
          <FormField
            form={form}
            look="row"
            name="trialUntil"
            label="试工到"
            placeholder="不填就不试工"
            maxLength={20}
          />
          <View className="pl-quick">
            <Chips<string>
              ground="surface"
              options={TRIALS}
              value={lengthOf(TRIALS, startsOn, trialUntil).slice(0, 1)}
              onTap={(days) => change({ trialUntil: lastDay(startsOn, days) })}
            />
          </View>
        </Card>
        <Card pad="rows" title="工资">
          <FormField
            form={form}
            look="row"
            name="pay"
            label="多少元"
            placeholder="可以不填"
            keyboard="number"
            maxLength={6}
          />
          <View className="pl-quick">
            <Chips
              ground="surface"
              options={PAY_UNITS.map(({ value }) => ({ value, label: `每${value}` }))}
              value={[payPer]}
              onTap={(unit) => change({ payPer: unit })}
            />
          </View>
          <FormField
            form={form}
            look="row"
            name="remarks"
            label="备注"
            placeholder="只有看得到客户的同事看得到"
            maxLength={PLACEMENT_REMARKS_MAX}
          />
        </Card>
        <FormProblem form={form} />
      </View>
      <DraftChoice {...choice} />
      <PersonSheet
        kind="worker"
        open={picking}
        chosen={workerId ? { id: workerId, name: worker, note: '', title: '' } : undefined}
        onPick={(person) => change({ workerId: person?.id ?? '', worker: person?.name ?? '' })}
        onClose={() => setPicking(false)}
      />
      <Dialog
        open={clash !== undefined}
        title={`${worker}这几天在别家`}
        text={clash ? `${clash.customer}家，${formatSpan(clash, now)}。两边的日子重了，说好了才能这样记。` : undefined}
        confirm="就这样记"
        cancel="再改改"
        busy={busy}
        onConfirm={() => {
          setClash(undefined)
          save(true)
        }}
        onCancel={() => setClash(undefined)}
      />
    </Screen>
  )
}

export default guardPage(PlacementTerms)
