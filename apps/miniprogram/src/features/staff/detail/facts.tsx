import { storedText } from '@qingpin/contract/core/text'
import { NAME_MAX, nameProblem, phoneProblem } from '@qingpin/contract/core/identity.rules'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { View } from '@tarojs/components'
import { useForm, useSubmit } from '@/app/form/use-form'
import { showRefusal } from '@/app/form/form'
import { FormField } from '@/app/form/fields'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FormRow } from '@/ui/form-row'
import { problemOf, type Problem } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { changeMember, type StaffDetail } from '../api'

interface FactsProps {
  readonly member: StaffDetail
  readonly onError: (problem: Problem | undefined) => void
}
/** Name and contact of the person. The number is typed anew, because a masked one cannot be edited. */
export function Facts({ member, onError }: FactsProps) {
  const before = { name: member.name, department: member.department ?? '', phone: '' }
  const form = useForm(before)
  const values = useStore(form, (state) => state.values)
  const changed = (Object.keys(before) as (keyof typeof before)[]).filter(
    (name) => storedText(values[name]) !== before[name],
  )
  useEffect(() => onError(undefined), [values, onError])
  const { submit, busy } = useSubmit(form, {
    check: ({ name, phone }) => {
      const named = nameProblem(name)
      const wrong = storedText(phone) ? phoneProblem(phone) : undefined
      return { ...(named && { name: named }), ...(wrong && { phone: wrong }) }
    },
    send: async () => {
      await changeMember(member, Object.fromEntries(changed.map((name) => [name, storedText(values[name])])))
      toast('已保存')
    },
    onRefusal: (error) => {
      showRefusal(form, error)
      if (form.getState().problems.form) onError(problemOf(error))
    },
  })
  return (
    <View>
      <Card pad="rows">
        <FormField form={form} name="name" look="row" label="姓名" placeholder="同事怎么称呼" maxLength={NAME_MAX} />
        <FormField form={form} name="department" look="row" label="部门" placeholder="可以不填" maxLength={40} />
        <FormField
          form={form}
          name="phone"
          look="row"
          label="手机号"
          placeholder={member.phone ? `${member.phone}，不改就空着` : '可以不填'}
          keyboard="phone"
          maxLength={20}
        />
        <FormRow label="用户名" value={member.username} />
      </Card>
      {changed.length > 0 ? (
        <View className="staff-save">
          <Button busy={busy} busyText="保存中" onTap={() => void submit()}>
            保存修改
          </Button>
        </View>
      ) : null}
    </View>
  )
}
