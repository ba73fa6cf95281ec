import { View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { CUSTOMER_SOURCES, LEAD_LEVELS, SERVICE_CATEGORIES } from '@qingpin/contract/customers/customers.enums'
import { useRef, useState } from 'react'
import { useIdempotencyKey } from '@/app/idempotency'
import { replace } from '@/app/pages'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { PickerRow } from '@/ui/picker-row'
import { PickOneSheet } from '@/ui/picker-sheet'
import { readError } from '@/ui/read-error'
import { Screen } from '@/app/shell/screen'
import { TextArea } from '@/ui/text-area'
import { toast } from '@/ui/toast'
import { customerChanged, type EnterBody, enterCustomer } from '../api'
import { dropForm, keepForm, storedForm } from './draft'
import { type FieldName, type Form, problemsOf, type Problems } from './form'
import './create.scss'

const REMARKS_MAX = 1000
const PICKED = {
  leadSource: { title: '从哪来的', options: CUSTOMER_SOURCES },
  leadLevel: { title: '级别', options: LEAD_LEVELS },
  serviceCategory: { title: '要什么服务', options: SERVICE_CATEGORIES },
} as const
type Picked = keyof typeof PICKED

/** Enters a customer in one's own name. */
export default function CustomerCreate() {
  const [form, setForm] = useState<Form>(storedForm)
  const [picking, setPicking] = useState<Picked>()
  const latest = useRef(form)
  const { busy, problems, save, forget } = useSave(() => latest.current)
  const change = (name: FieldName) => (text: string) => {
    latest.current = { ...latest.current, [name]: text }
    setForm(latest.current)
    keepForm(latest.current)
    forget()
  }
  const field = (name: FieldName) => ({ value: form[name], error: problems[name], onInput: change(name) })
  const picker = (name: Picked) => ({ value: form[name], error: problems[name], onTap: () => setPicking(name) })
  return (
    <Screen
      title="录客户"
      pad={false}
      foot={
        <FootBar>
          <Button grow busy={busy} busyText="正在录" onTap={() => void save()}>
            录好
          </Button>
        </FootBar>
      }
    >
      <View className="cc">
        <Card pad="rows" title="怎么联系">
          <Field look="row" label="称呼" placeholder="例如 陈女士" maxLength={20} {...field('name')} />
          <Field look="row" label="手机号" placeholder="和微信号填一个就行" keyboard="phone" {...field('phone')} />
          <Field look="row" label="微信号" placeholder="可以不填" maxLength={100} {...field('wechatId')} />
          <PickerRow label="来源" {...picker('leadSource')} />
          <PickerRow label="级别" {...picker('leadLevel')} />
        </Card>
        <Card pad="rows" title="想要什么">
          <PickerRow label="服务" placeholder="可以不选" {...picker('serviceCategory')} />
          <Field
            look="row"
            label="预算"
            placeholder="每月多少元"
            keyboard="number"
            maxLength={5}
            {...field('salaryBudget')}
          />
          <Field look="row" label="区域" placeholder="例如 滨江" maxLength={60} {...field('area')} />
        </Card>
        <Card title="备注">
          <TextArea placeholder="家里几口人、什么时候要、特别在意什么" maxLength={REMARKS_MAX} {...field('remarks')} />
        </Card>
        {problems.form ? <FieldError text={problems.form} /> : null}
      </View>
      {(Object.keys(PICKED) as Picked[]).map((name) => (
        <PickOneSheet<string>
          key={name}
          open={picking === name}
          {...PICKED[name]}
          value={form[name]}
          onPick={change(name)}
          onClose={() => setPicking(undefined)}
        />
      ))}
    </Screen>
  )
}

function useSave(now: () => Form) {
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<Problems>({})
  const keyFor = useIdempotencyKey()
  const save = async () => {
    const form = now()
    const found = problemsOf(form)
    setProblems(found)
    if (Object.keys(found).length > 0 || busy) return
    setBusy(true)
    try {
      const given = Object.entries(form).filter(([, text]) => text.trim() !== '')
      // The pickers hold words of the dictionaries only; what is empty is left out.
      const body = { ...Object.fromEntries(given), contractStatus: '待定' } as EnterBody
      const { id } = await enterCustomer(body, keyFor(body))
      customerChanged(id)
      dropForm()
      toast('录好了')
      replace('customerDetail', { id })
    } catch (error) {
      setProblems(refusalOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problems, save, forget: () => setProblems({}) }
}

function refusalOf(error: unknown): Problems {
  const fields: Problems = isApiError(error) ? error.fields : {}
  if (Object.keys(fields).length > 0) return fields
  const { title } = readError(error)
  return isApiError(error) && error.code === 'DUPLICATE_PHONE' ? { phone: title } : { form: title }
}
