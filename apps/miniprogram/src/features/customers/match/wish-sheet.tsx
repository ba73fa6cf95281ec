import { View } from '@tarojs/components'
import { SERVICE_CATEGORIES, STAY_INS } from '@qingpin/contract/customers/customers.enums'
import { CUSTOMER_MAX } from '@qingpin/contract/customers/customers.rules'
import { useState } from 'react'
import { useStore } from 'zustand'
import { FormArea, FormField, FormProblem } from '@/app/form/fields'
import { setValues } from '@/app/form/form'
import { useForm, useSubmit } from '@/app/form/use-form'
import type { Fields } from '@/app/outbox/items'
import { deliverEdit } from '@/app/outbox/sender'
import { invalidate } from '@/app/query'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { customerChanged } from '../api'
import { formatStored } from '../outbox/items'
import { digitsOf } from '../format'
import { matchKey } from './api'
import {
  changesOf,
  formOf,
  likesIn,
  problemsOf,
  suggestedLikes,
  withLike,
  type WishForm,
  type WishOf,
} from './wish-form'
import './match.scss'

interface WishSheetProps {
  readonly demand: WishOf
  readonly onClose: () => void
}

/** Changes what a customer looks for, where it is read. Drawn while it is open only, so that it begins afresh. */
export function WishSheet({ demand, onClose }: WishSheetProps) {
  const [before] = useState(() => formOf(demand))
  const form = useForm<WishForm>(before)
  const service = useStore(form, ({ values }) => values.serviceCategory)
  const stay = useStore(form, ({ values }) => values.stayIn)
  const likes = useStore(form, ({ values }) => values.likes)
  const { submit, busy } = useSubmit(form, {
    check: problemsOf,
    send: async (values) => {
      const changes = changesOf(demand, values)
      if (Object.keys(changes).length > 0) {
        const { id, name, version } = demand
        const names = Object.keys(changes)
        const base: Fields = Object.fromEntries(names.map((field) => [field, before[field as keyof WishForm] || null]))
        const sent = await deliverEdit({
          kind: 'edit',
          name,
          customerId: id,
          body: { ...changes, version } as Fields,
          base,
        })
        customerChanged(id)
        invalidate(matchKey(id))
        toast(sent ? '需求改好了' : formatStored(id))
      }
      onClose()
    },
  })
  const amount = {
    keyboard: 'number',
    maxLength: digitsOf(CUSTOMER_MAX.salaryBudget),
    placeholder: '每月多少元',
  } as const
  const set = (part: Partial<WishForm>) => setValues(form, part)
  return (
    <Sheet
      open
      title="需求"
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="保存中" onTap={() => void submit()}>
          保存
        </Button>
      }
    >
      <View className="cm-label">工种</View>
      <Chips<string>
        ground="surface"
        options={SERVICE_CATEGORIES}
        value={[service]}
        onTap={(value) => set({ serviceCategory: value === service ? '' : value })}
      />
      <View className="cm-label">住不住家</View>
      <Chips<string>
        ground="surface"
        options={STAY_INS}
        value={[stay]}
        onTap={(value) => set({ stayIn: value === stay ? '' : value })}
      />
      <FormField form={form} name="salaryBudgetMin" label="预算从" look="row" {...amount} />
      <FormField form={form} name="salaryBudget" label="到" look="row" {...amount} />
      <FormField
        form={form}
        name="expectedStartDate"
        label="上户"
        look="row"
        placeholder="例如 2026-12-18"
        maxLength={20}
      />
      <FormField
        form={form}
        name="originRequirement"
        label="籍贯"
        look="row"
        placeholder="例如 江浙，可以不填"
        maxLength={CUSTOMER_MAX.requirement}
      />
      <FormField
        form={form}
        name="ageRequirement"
        label="年龄"
        look="row"
        placeholder="例如 45岁以下"
        maxLength={CUSTOMER_MAX.requirement}
      />
      <View className="cm-label">看重什么，点一下就加上</View>
      <Chips<string>
        ground="surface"
        many
        options={suggestedLikes(service).map((like) => ({ value: like, label: like }))}
        value={[...likesIn(likes)]}
        onTap={(like) => set({ likes: withLike(likes, like) })}
      />
      <FormArea
        form={form}
        name="likes"
        placeholder="也可以自己写，用、隔开"
        maxLength={CUSTOMER_MAX.likes * (CUSTOMER_MAX.like + 1)}
      />
      <FormProblem form={form} />
    </Sheet>
  )
}
