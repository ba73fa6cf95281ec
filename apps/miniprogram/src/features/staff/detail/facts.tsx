import { isApiError } from '@qingpin/contract/client'
import { phoneProblem } from '@qingpin/contract/core/identity.rules'
import { useState } from 'react'
import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Field } from '@/ui/field'
import { FormRow } from '@/ui/form-row'
import { readError } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { changeMember, type StaffDetail } from '../api'

interface FactsProps {
  readonly member: StaffDetail
  readonly onError: (sentence: string) => void
}
type FieldName = 'name' | 'department' | 'phone'

/** What others know the person by. The number is typed anew: the masked one cannot be edited. */
export function Facts({ member, onError }: FactsProps) {
  const before = { name: member.name, department: member.department ?? '', phone: '' }
  const [form, setForm] = useState(before)
  const [problems, setProblems] = useState<Partial<Record<FieldName, string>>>({})
  const [busy, setBusy] = useState(false)
  const changed = (Object.keys(before) as FieldName[]).filter((name) => form[name].trim() !== before[name])

  const field = (name: FieldName) => ({
    look: 'row' as const,
    value: form[name],
    error: problems[name],
    onInput: (text: string) => {
      setForm({ ...form, [name]: text })
      setProblems({})
      onError('')
    },
  })
  const save = async () => {
    const gap = form.name.trim() ? undefined : '请填姓名。'
    const wrong = form.phone.trim() ? phoneProblem(form.phone) : undefined
    setProblems({ ...(gap && { name: gap }), ...(wrong && { phone: wrong }) })
    if (gap || wrong || busy) return
    setBusy(true)
    try {
      await changeMember(member, Object.fromEntries(changed.map((name) => [name, form[name].trim()])))
      toast('已保存')
    } catch (error) {
      const fields = isApiError(error) ? error.fields : {}
      setProblems(fields)
      if (Object.keys(fields).length === 0) onError(readError(error).title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <View>
      <Card pad="rows">
        <Field label="姓名" placeholder="同事怎么称呼" maxLength={20} {...field('name')} />
        <Field label="部门" placeholder="可以不填" maxLength={40} {...field('department')} />
        <Field
          label="手机号"
          placeholder={member.phone ? `${member.phone}，不改就空着` : '可以不填'}
          keyboard="phone"
          maxLength={20}
          {...field('phone')}
        />
        <FormRow label="用户名" value={member.username} />
      </Card>
      {changed.length > 0 ? (
        <View className="staff-save">
          <Button busy={busy} busyText="保存中" onTap={() => void save()}>
            保存修改
          </Button>
        </View>
      ) : null}
    </View>
  )
}
