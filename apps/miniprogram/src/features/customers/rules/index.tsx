import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import {
  CLAIM_BACK_DAYS,
  RECYCLE_WARNING_HOURS,
  RECYCLED_LEVELS,
  type RecycledLevel,
} from '@qingpin/contract/customers/pool.rules'
import { useStore } from 'zustand'
import { serverNow } from '@/app/clock'
import { FormField, FormProblem } from '@/app/form/fields'
import { setValues, type AnyForm } from '@/app/form/form'
import { useForm, useSubmit } from '@/app/form/use-form'
import { useIdempotencyKey } from '@/app/idempotency'
import { useAccount } from '@/app/session'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { formatTime } from '@/ui/format-time'
import { Row } from '@/ui/row'
import { Switch } from '@/ui/switch'
import { toast } from '@/ui/toast'
import { setRules, useRules, type Rules } from '../api'
import { Fact } from '../detail/fact'
import { bodyOf, problemsOf, recycleName, remindName, valuesOf, type Values } from './form'
import { DryRun } from './dry-run'
import '../detail/detail.scss'
import './rules.scss'

const TITLE = '分配规则'

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

const HOW_POOL = `约好的日子过了、又满了天数没有跟进，就会回到公海。回去前${RECYCLE_WARNING_HOURS}小时会先提醒。自己放回去的，${CLAIM_BACK_DAYS}天后才能再领。`
const HOW_REMIND = '先提醒负责人；再过几天还没跟，也告诉经理；又过几天，标成有风险。跟进一次就从头算。'

type Days = Rules['recycleDays']
const inWords = (days: Days, words: (n: number) => string, never: string) =>
  RECYCLED_LEVELS.map((level) => <Fact key={level} label={level} value={days[level] ? words(days[level]) : never} />)

/** The rules in words, for those who may not set them. */
function Reading({ rules }: { readonly rules: Rules }) {
  const { poolOn, recycleDays, contractDays, remindDays, claimsADay, viewsADay, heldMost } = rules
  return (
    <View>
      <Card title="多久没跟会提醒">
        {inWords(remindDays, (n) => `${n}天没跟进`, '不提醒')}
        <Fact label="每一步" value={`隔${rules.escalateDays}天`} />
        <View className="cd-release">{HOW_REMIND}</View>
      </Card>
      <Card title="怎么进公海的">
        {poolOn ? inWords(recycleDays, (n) => `${n}天没跟进`, '不会自动回去') : <Fact label="公海" value="没有开" />}
        {poolOn && contractDays ? <Fact label="合同到期" value={`${contractDays}天没跟进`} /> : null}
        <Fact label="每天" value={`能领${claimsADay}位，能细看${viewsADay}位`} />
        {heldMost === null ? null : <Fact label="手上" value={`到${heldMost}位就不能再领`} />}
        <Fact label="几点" value={`${rules.workFrom}点到${rules.workTo}点，别的时候不动`} />
        <View className="cd-release">{HOW_POOL}</View>
      </Card>
    </View>
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
        <Card pad="rows" title="几天没跟就提醒">
          <DaysFields form={form} nameOf={remindName} never="不填就不提醒" />
          <FormField form={form} look="row" name="escalateDays" label="再隔几天" keyboard="number" maxLength={2} />
          <View className="cr-note">{HOW_REMIND}</View>
        </Card>
        <Card pad="rows" title="几天没跟进就回公海">
          <Row
            title="开公海"
            trail={<Switch on={poolOn} label="开公海" onChange={(on) => setValues(form, { poolOn: on })} />}
          />
          <DaysFields form={form} nameOf={recycleName} never="不填就不会自动回去" />
          <FormField
            form={form}
            look="row"
            name="contractDays"
            label="合同到期"
            placeholder="不填就不会自动回去"
            keyboard="number"
            maxLength={3}
          />
          <View className="cr-note">{HOW_POOL}</View>
        </Card>
        <Card pad="rows" title="几点到几点">
          <FormField form={form} look="row" name="workFrom" label="从几点" keyboard="number" maxLength={2} />
          <FormField form={form} look="row" name="workTo" label="到几点" keyboard="number" maxLength={2} />
          <View className="cr-note">别的时候不提醒，也不会回公海，等到第二天再算。</View>
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

interface DaysFieldsProps {
  readonly form: AnyForm<Values>
  readonly nameOf: (level: RecycledLevel) => `recycle ${RecycledLevel}` | `remind ${RecycledLevel}`
  readonly never: string
}

function DaysFields({ form, nameOf, never }: DaysFieldsProps) {
  return (
    <View>
      {RECYCLED_LEVELS.map((level) => (
        <FormField
          key={level}
          form={form}
          look="row"
          name={nameOf(level)}
          label={level}
          placeholder={never}
          keyboard="number"
          maxLength={3}
        />
      ))}
    </View>
  )
}

export default guardPage(AssignmentRules)
