import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import {
  CLAIM_BACK_DAYS,
  RECYCLE_WARNING_HOURS,
  RECYCLED_LEVELS,
  WORKING_HOURS,
} from '@qingpin/contract/customers/pool.rules'
import { useState } from 'react'
import { useStore } from 'zustand'
import { serverNow } from '@/app/clock'
import { FormField, FormProblem } from '@/app/form/fields'
import { setValues, showProblems, type AnyForm } from '@/app/form/form'
import { useForm, useSubmit } from '@/app/form/use-form'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAccount } from '@/app/session'
import { Screen } from '@/app/shell/screen'
import { useAction } from '@/app/use-action'
import { guardPage } from '@/app/shell/guard-page'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { formatTime } from '@/ui/format-time'
import { Row } from '@/ui/row'
import { Switch } from '@/ui/switch'
import { toast } from '@/ui/toast'
import { setRules, tryRules, useRules, type Rules } from '../api'
import { Fact } from '../detail/fact'
import { bodyOf, problemsOf, valuesOf, type Values } from './form'
import '../detail/detail.scss'

const TITLE = '公海规则'

function AssignmentRules() {
  const account = useAccount()
  const rules = useRules()
  if (rules.data && account && can(account.role, 'customer:rules')) {
    return <Edit key={rules.data.version} rules={rules.data} onChanged={() => void rules.refetch()} />
  }
  return (
    <Screen title={TITLE} query={rules} pad={false}>
      {(data) => (
        <View className="cd">
          <Reading rules={data} />
        </View>
      )}
    </Screen>
  )
}

const HOW = `到了天数没有跟进，约好的日子也过了，就会回到公海。回去前${RECYCLE_WARNING_HOURS}小时会先提醒，只在${WORKING_HOURS.from}点到${WORKING_HOURS.to}点之间回。自己放回去的，${CLAIM_BACK_DAYS}天后才能再领。`

/** The rules in words, for those who may not set them. */
function Reading({ rules: { poolOn, recycleDays, claimsADay, viewsADay, heldMost } }: { readonly rules: Rules }) {
  return (
    <Card title="怎么进公海的">
      {poolOn ? (
        RECYCLED_LEVELS.map((level) => (
          <Fact
            key={level}
            label={level}
            value={recycleDays[level] ? `${recycleDays[level]}天没跟进` : '不会自动回去'}
          />
        ))
      ) : (
        <Fact label="公海" value="没有开" />
      )}
      <Fact label="每天" value={`能领${claimsADay}位，能细看${viewsADay}位`} />
      {heldMost === null ? null : <Fact label="手上" value={`到${heldMost}位就不能再领`} />}
      <View className="cd-release">{HOW}</View>
    </Card>
  )
}

function Edit({ rules, onChanged }: { readonly rules: Rules; readonly onChanged: () => void }) {
  const form = useForm<Values>(valuesOf(rules))
  const poolOn = useStore(form, ({ values }) => values.poolOn)
  const changed = useStore(form, ({ base, values }) => JSON.stringify(base) !== JSON.stringify(values))
  const keyFor = useIdempotencyKey()
  const { busy, submit } = useSubmit(form, {
    check: problemsOf,
    send: async (values) => {
      const body = { ...bodyOf(values), version: rules.version }
      await setRules(body, keyFor(body))
      toast('规则改好了')
    },
  })
  return (
    <Screen
      title={TITLE}
      pad={false}
      foot={
        <FootBar>
          <Button grow busy={busy} busyText="保存中" disabled={!changed} onTap={() => void submit()}>
            保存规则
          </Button>
        </FootBar>
      }
    >
      <View className="cd">
        <Card pad="rows">
          <Row
            title="开公海"
            trail={<Switch on={poolOn} label="开公海" onChange={(on) => setValues(form, { poolOn: on })} />}
          />
        </Card>
        <Card pad="rows" title="几天没跟进就回公海">
          {RECYCLED_LEVELS.map((level) => (
            <FormField
              key={level}
              form={form}
              look="row"
              name={level}
              label={level}
              placeholder="不填就不会自动回去"
              keyboard="number"
              maxLength={3}
            />
          ))}
        </Card>
        <Card pad="rows" title="每个人">
          <FormField form={form} look="row" name="claimsADay" label="每天领" keyboard="number" maxLength={3} />
          <FormField form={form} look="row" name="viewsADay" label="每天细看" keyboard="number" maxLength={3} />
          <FormField
            form={form}
            look="row"
            name="heldMost"
            label="手上最多"
            placeholder="不填就不限"
            keyboard="number"
            maxLength={4}
          />
        </Card>
        <DryRun form={form} />
        <FormProblem form={form} />
        <View className="cd-release">{HOW}</View>
        {rules.updatedAt ? (
          <View className="cd-release">
            {rules.updatedBy ?? '同事'}
            {formatTime(Date.parse(rules.updatedAt), serverNow())}改过
            <Button kind="text" size="s" onTap={onChanged}>
              看最新的
            </Button>
          </View>
        ) : null}
      </View>
    </Screen>
  )
}

/** What these rules would do, before they are saved. */
function DryRun({ form }: { readonly form: AnyForm<Values> }) {
  const [result, setResult] = useState<Awaited<ReturnType<typeof tryRules>>>()
  const { run, busy, problem } = useAction(async () => {
    const { values } = form.getState()
    const problems = problemsOf(values)
    showProblems(form, problems)
    if (Object.keys(problems).length === 0) setResult(await tryRules(bodyOf(values)))
  })
  return (
    <Card title="先试算">
      {result ? (
        <View className="cd-release">
          {result.week === 0
            ? '按这样，7天内没有客户会回公海。'
            : `按这样，7天内有${result.week}位会回公海，其中${result.soon}位就在明天：${formatLevels(result.byLevel)}。`}
        </View>
      ) : null}
      <Button kind="plain" size="m" busy={busy} busyText="正在算" onTap={() => void run()}>
        算算会放出几位
      </Button>
      {problem ? <FieldError {...problem} /> : null}
    </Card>
  )
}

const formatLevels = (byLevel: Readonly<Record<string, number>>) =>
  Object.entries(byLevel)
    .map(([level, n]) => `${level}${n}位`)
    .join('、')

export default guardPage(AssignmentRules)
