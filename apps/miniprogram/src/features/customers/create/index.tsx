import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { NAME_MAX } from '@qingpin/contract/core/identity.rules'
import { CUSTOMER_SOURCES, LEAD_LEVELS, SERVICE_CATEGORIES } from '@qingpin/contract/customers/customers.enums'
import { CUSTOMER_MAX } from '@qingpin/contract/customers/customers.rules'
import { useRef, useState } from 'react'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { FormArea, FormField, FormPicker, FormProblem, FormSheet } from '@/app/form/fields'
import { setValues, showRefusal } from '@/app/form/form'
import { useForm, useFormDraft, useSubmit } from '@/app/form/use-form'
import type { Fields } from '@/app/outbox/items'
import { rewrite } from '@/app/outbox/sender'
import { replace, useParams } from '@/app/pages'
import { back } from '@/platform/navigate'
import { failure } from '@/ui/read-error'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { toast } from '@/ui/toast'
import { customerChanged } from '../api'
import { allowsWechat, deliverDraft, STORED, useHeldItem } from '../outbox/items'
import { digitsOf } from '../format'
import { DuplicateDialog, duplicateOf, type Duplicate } from '../duplicate-dialog'
import { NumberHint, useNumberHints } from '../number-hint'
import { customerDraft, EMPTY, linesOf, problemsOf, valuesOf } from './form'
import './create.scss'

const PICKED = {
  leadSource: { title: '从哪来的', options: CUSTOMER_SOURCES },
  leadLevel: { title: '级别', options: LEAD_LEVELS },
  serviceCategory: { title: '要什么服务', options: SERVICE_CATEGORIES },
} as const
type Picked = keyof typeof PICKED

/** Creates a customer that is owned by the account. */
function CustomerCreate() {
  const [draft] = useState(() => customerDraft.of())
  const item = useHeldItem(useParams('customerCreate').item)
  const form = useForm(EMPTY, item ? valuesOf(item) : draft.read())
  const choice = useFormDraft(form, {
    draft: item ? undefined : draft,
    valueOf: (values) => values,
    atOnce: true,
    linesOf,
    use: (values) => setValues(form, values),
  })
  const [picking, setPicking] = useState<Picked>()
  const hints = useNumberHints(form)
  const [duplicate, setDuplicate] = useState<Duplicate>()
  const allowed = useRef(false)
  const { busy, submit } = useSubmit(form, {
    check: problemsOf,
    send: async (values) => {
      const given = Object.entries(values).filter(([, text]) => storedText(text) !== '')
      // Pickers offer only values of the contract; empty fields are left out.
      const meant =
        allowed.current || (item && allowsWechat(item, values.wechatId)) ? { allowDuplicateWechat: true } : {}
      const body: Fields = { ...Object.fromEntries(given), ...meant, contractStatus: '待定' }
      const name = storedText(values.name)
      if (item) {
        if (!rewrite(item.id, { body, name })) throw failure('这条刚发出去，改不了了。')
        toast('改好了')
        return back()
      }
      const sent = await deliverDraft({ kind: 'customer', name, body }, draft, values)
      if (!sent) {
        toast(STORED)
        return replace('outbox')
      }
      customerChanged(sent.id)
      draft.drop()
      toast('录好了')
      replace('customerDetail', { id: sent.id })
    },
    onRefusal: (error) => {
      showRefusal(form, error)
      setDuplicate(duplicateOf(error))
    },
  })
  return (
    <Screen
      title="录客户"
      pad={false}
      foot={
        <FootBar>
          <Button grow busy={busy} busyText="正在录" onTap={() => void submit()}>
            录好
          </Button>
        </FootBar>
      }
    >
      <View className="cc">
        <Card pad="rows" title="怎么联系">
          <FormField form={form} look="row" label="称呼" placeholder="例如 陈女士" maxLength={NAME_MAX} name="name" />
          <FormField
            form={form}
            look="row"
            label="手机号"
            placeholder="和微信号填一个就行"
            keyboard="phone"
            name="phone"
          />
          <NumberHint hit={hints.phone} />
          <FormField
            form={form}
            look="row"
            label="微信号"
            placeholder="可以不填"
            maxLength={CUSTOMER_MAX.wechatId}
            name="wechatId"
            onBlur={hints.leaveWechat}
          />
          <NumberHint hit={hints.wechatId} />
          <FormPicker form={form} name="leadSource" label="来源" onTap={() => setPicking('leadSource')} />
          <FormPicker form={form} name="leadLevel" label="级别" onTap={() => setPicking('leadLevel')} />
        </Card>
        <Card pad="rows" title="想要什么">
          <FormPicker
            form={form}
            name="serviceCategory"
            label="服务"
            placeholder="可以不选"
            onTap={() => setPicking('serviceCategory')}
          />
          <FormField
            form={form}
            look="row"
            label="预算"
            placeholder="每月多少元"
            keyboard="number"
            maxLength={digitsOf(CUSTOMER_MAX.salaryBudget)}
            name="salaryBudget"
          />
          <FormField
            form={form}
            look="row"
            label="区域"
            placeholder="例如 滨江"
            maxLength={CUSTOMER_MAX.area}
            name="area"
          />
        </Card>
        <Card title="备注">
          <FormArea
            form={form}
            placeholder="家里几口人、什么时候要、特别在意什么"
            maxLength={CUSTOMER_MAX.remarks}
            name="remarks"
          />
        </Card>
        <FormProblem form={form} />
      </View>
      <DraftChoice {...choice} />
      <DuplicateDialog
        duplicate={duplicate}
        numbers={() => form.getState().values}
        insist="照样录"
        onInsist={() => {
          allowed.current = true
          setDuplicate(undefined)
          void submit()
        }}
        onClose={() => setDuplicate(undefined)}
      />
      {(Object.keys(PICKED) as Picked[]).map((name) => (
        <FormSheet
          key={name}
          form={form}
          name={name}
          {...PICKED[name]}
          open={picking === name}
          onClose={() => setPicking(undefined)}
        />
      ))}
    </Screen>
  )
}

const Permitted = withPermission({ permission: 'customer:create', title: '录客户' }, CustomerCreate)

export default guardPage(Permitted)
