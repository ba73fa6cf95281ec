import { SIGNED } from '@qingpin/contract/customers/customers.enums'
import { View } from '@tarojs/components'
import { NAME_MAX } from '@qingpin/contract/core/identity.rules'
import { CUSTOMER_MAX } from '@qingpin/contract/customers/customers.rules'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { FormArea, FormField, FormPicker, FormProblem, FormSheet } from '@/app/form/fields'
import type { AnyForm } from '@/app/form/form'
import { useForm, useFormDraft } from '@/app/form/use-form'
import { useParams } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import type { OutboxItem } from '@/app/outbox/items'
import { toast } from '@/ui/toast'
import { isNetworkError } from '@/platform/network-error'
import { useFreshCustomer, useKnownCustomer, type CustomerDetail } from '../api'
import { useHeldItem } from '../outbox/items'
import { digitsOf } from '../format'
import { DuplicateDialog } from '../duplicate-dialog'
import { NumberHint, useNumberHints } from '../number-hint'
import { ConflictSheet } from './conflict-sheet'
import {
  changedFields,
  draftOf,
  editDrafts,
  FIELDS,
  linesOf,
  PICKED,
  specOf,
  valuesOf,
  type FieldName,
  type Values,
} from './form'
import { useSave } from './use-save'
import '../create/create.scss'

const TITLE = '改客户资料'
/** Signing names a worker, and leaving it says why her work ends: both are asked where the status is read. */
const SIGNING = '签约、下户在客户页上点状态办'

function CustomerEdit() {
  const { id = '', item: itemId } = useParams('customerEdit')
  const item = useHeldItem(itemId)
  const customer = useFreshCustomer(id)
  const known = useKnownCustomer(id)
  const away = customer.offline || isNetworkError(customer.error)
  const data = customer.data ?? (away ? known.data : undefined)
  if (data) return <EditScreen key={id} customer={data} item={item} />
  return (
    <Screen title={TITLE} query={customer}>
      {null}
    </Screen>
  )
}

interface EditScreenProps {
  readonly customer: CustomerDetail
  readonly item: OutboxItem | undefined
}

function EditScreen({ customer, item }: EditScreenProps) {
  const { id } = customer
  const [stored] = useState(() => editDrafts.of(id))
  // Under the draft's own version: where the customer was changed since, saving shows both sides.
  const [draft] = useState(() => (item ? draftOf(item, valuesOf(customer)) : stored.read()))
  const fresh = valuesOf(customer)
  const form = useForm<Values>(draft?.base ?? fresh, draft?.values ?? fresh)
  const version = useRef(draft?.version ?? customer.version)
  const choice = useFormDraft(form, {
    draft: item ? undefined : stored,
    valueOf: (values) => ({ version: version.current, base: form.getState().base, values }),
    linesOf,
    use: ({ version: then, base, values }) => {
      version.current = then
      form.setState({ base, values, problems: {} })
    },
  })
  const { busy, save, conflict, resolve, duplicate, insist, leave } = useSave({ form, version, item }, id, stored)
  const hints = useNumberHints(form, id)
  const count = useStore(form, ({ base, values }) => changedFields(base, values).length)
  const [picking, setPicking] = useState<FieldName>()
  return (
    <Screen
      title={TITLE}
      pad={false}
      foot={
        <FootBar>
          <Button grow busy={busy} busyText="保存中" disabled={count === 0} onTap={() => void save()}>
            {count > 0 ? `保存${count}处` : '还没有改动'}
          </Button>
        </FootBar>
      }
    >
      <View className="cc">
        <Card pad="rows" title="怎么联系">
          <Text form={form} name="name" placeholder="怎么称呼" maxLength={NAME_MAX} />
          <Text form={form} name="phone" keyboard="phone" />
          <NumberHint hit={hints.phone} />
          <Text form={form} name="wechatId" maxLength={CUSTOMER_MAX.wechatId} onBlur={hints.leaveWechat} />
          <NumberHint hit={hints.wechatId} />
          <Text form={form} name="idCardNumber" maxLength={40} />
        </Card>
        <Card pad="rows" title="情况">
          <Pick form={form} name="leadLevel" onTap={setPicking} />
          <Pick
            form={form}
            name="contractStatus"
            onTap={customer.contractStatus === SIGNED ? () => toast(SIGNING) : setPicking}
          />
          <View className="cc-say">{SIGNING}</View>
          <Pick form={form} name="leadSource" onTap={setPicking} />
          <Text
            form={form}
            name="dealAmount"
            placeholder="多少元"
            keyboard="digit"
            maxLength={digitsOf(CUSTOMER_MAX.dealAmount) + 3}
          />
        </Card>
        <Card pad="rows" title="想要什么">
          <Pick form={form} name="serviceCategory" onTap={setPicking} />
          <Pick form={form} name="stayIn" onTap={setPicking} />
          <Text
            form={form}
            name="salaryBudgetMin"
            placeholder="每月多少元"
            keyboard="number"
            maxLength={digitsOf(CUSTOMER_MAX.salaryBudget)}
          />
          <Text
            form={form}
            name="salaryBudget"
            placeholder="每月多少元"
            keyboard="number"
            maxLength={digitsOf(CUSTOMER_MAX.salaryBudget)}
          />
          <Text
            form={form}
            name="serviceDays"
            placeholder="做多少天"
            keyboard="number"
            maxLength={digitsOf(CUSTOMER_MAX.serviceDays)}
          />
          <Text form={form} name="expectedStartDate" placeholder="例如 2026-12-18" maxLength={20} />
          <Text form={form} name="expectedDeliveryDate" placeholder="例如 2026-12-18" maxLength={20} />
          <Pick form={form} name="restSchedule" onTap={setPicking} />
        </Card>
        <Card pad="rows" title="家里">
          <Text form={form} name="area" placeholder="例如 滨江" maxLength={CUSTOMER_MAX.area} />
          <Text form={form} name="address" maxLength={CUSTOMER_MAX.address} />
          <Text
            form={form}
            name="homeArea"
            placeholder="多少平方米"
            keyboard="number"
            maxLength={digitsOf(CUSTOMER_MAX.homeArea)}
          />
          <Text
            form={form}
            name="familySize"
            placeholder="几口人"
            keyboard="number"
            maxLength={digitsOf(CUSTOMER_MAX.familySize)}
          />
        </Card>
        <Card pad="rows" title="对阿姨的要求">
          <Text form={form} name="ageRequirement" placeholder="例如 45岁以下" maxLength={CUSTOMER_MAX.requirement} />
          <Text form={form} name="genderRequirement" maxLength={CUSTOMER_MAX.requirement} />
          <Text form={form} name="originRequirement" placeholder="例如 江浙" maxLength={CUSTOMER_MAX.requirement} />
          <Pick form={form} name="educationRequirement" onTap={setPicking} />
        </Card>
        <Card title={FIELDS.likes.label}>
          <FormArea
            form={form}
            name="likes"
            placeholder="例如 带过早产儿、会做浙江口味"
            maxLength={CUSTOMER_MAX.likes * (CUSTOMER_MAX.like + 1)}
          />
        </Card>
        <Card title={FIELDS.remarks.label}>
          <FormArea form={form} name="remarks" placeholder="特别在意什么" maxLength={CUSTOMER_MAX.remarks} />
        </Card>
        <FormProblem form={form} />
      </View>
      {PICKED.map((name) => (
        <Options key={name} form={form} name={name} open={picking === name} onClose={() => setPicking(undefined)} />
      ))}
      <DraftChoice {...choice} />
      <ConflictSheet fields={conflict?.fields} onResolve={resolve} onClose={leave} />
      <DuplicateDialog
        duplicate={duplicate}
        insist="照样存"
        onInsist={insist}
        onClose={leave}
        numbers={() => form.getState().values}
      />
    </Screen>
  )
}

interface BoundProps {
  readonly form: AnyForm<Values>
  readonly name: FieldName
}

type TextProps = BoundProps & Omit<Parameters<typeof FormField<Values>>[0], 'form' | 'name' | 'look' | 'label'>

const Text = (props: TextProps) => (
  <FormField look="row" label={FIELDS[props.name].label} placeholder="可以不填" {...props} />
)

const Pick = ({ form, name, onTap }: BoundProps & { readonly onTap: (name: FieldName) => void }) => (
  <FormPicker form={form} name={name} label={FIELDS[name].label} placeholder="可以不选" onTap={() => onTap(name)} />
)

const NOTHING = { value: '', label: '清掉' }

function Options({ form, name, ...sheet }: BoundProps & { readonly open: boolean; readonly onClose: () => void }) {
  const { title = '', options = [], clearable } = specOf(name)
  const offered = clearable ? [...options, NOTHING] : options.filter(({ value }) => value !== SIGNED)
  return <FormSheet form={form} name={name} title={title} options={offered} {...sheet} />
}

const Permitted = withPermission({ permission: 'customer:edit', title: TITLE }, CustomerEdit)

export default guardPage(Permitted)
