import { View } from '@tarojs/components'
import { WORK_MAX } from '@qingpin/contract/resumes/resumes.rules'
import { Card } from '@/ui/card'
import { Field } from '@/ui/field'
import { IconButton } from '@/ui/icon-button'
import { PickerRow } from '@/ui/picker-row'
import { Tap } from '@/ui/tap'
import { TextArea } from '@/ui/text-area'
import { toast } from '@/ui/toast'
import { formatTrade } from '@/features/public-workers'
import { isBlank } from './changes'
import { useAround, useResumeForm } from './form-context'
import { moveStay, removeStay, setStay, type FormState } from './form-store'
import type { StayText } from './form-values'
import './stays.scss'
import './fields.scss'

interface StayCardProps {
  readonly stayKey: string
  readonly at: number
  readonly of: number
}

export function StayCard({ stayKey, at, of }: StayCardProps) {
  const { form } = useAround()
  const trade = useStay(stayKey, 'jobType')
  const remove = () => toast('删掉了一段', { run: removeStay(form, stayKey) })
  return (
    <Card className="rf-stay">
      <View className="rf-stay__head">
        <View className="rf-stay__which">
          第{at + 1}段，共{of}段
        </View>
        <IconButton icon="up" label="往前移" disabled={at === 0} onTap={() => moveStay(form, stayKey, -1)} />
        <IconButton icon="down" label="往后移" disabled={at === of - 1} onTap={() => moveStay(form, stayKey, 1)} />
        <IconButton icon="trash" label={`删掉第${at + 1}段`} onTap={remove} />
      </View>
      <Line stayKey={stayKey} name="startDate" label="开始" placeholder="如202203" max={12} />
      <Line stayKey={stayKey} name="endDate" label="结束" placeholder="如202312" max={12} />
      <PickerRow
        label="工种"
        value={trade && formatTrade(trade)}
        onTap={() => form.setState({ picking: `stay:${stayKey}` })}
      />
      <Line stayKey={stayKey} name="district" label="地方" placeholder="如杭州滨江" max={WORK_MAX.district} />
      <Line stayKey={stayKey} name="customerName" label="客户" placeholder="可以不填" max={WORK_MAX.customerName} />
      <Line stayKey={stayKey} name="orderNumber" label="订单号" placeholder="可以不填" max={WORK_MAX.orderNumber} />
      <View className="rf-stay__area">
        <Area
          stayKey={stayKey}
          name="description"
          label="做了什么"
          max={WORK_MAX.description}
          placeholder="照顾谁，多久，做得怎么样"
        />
        <Area
          stayKey={stayKey}
          name="customerReview"
          label="客户评价"
          max={WORK_MAX.customerReview}
          placeholder="客户说过的话"
        />
      </View>
    </Card>
  )
}

const stayOf = ({ values }: FormState, key: string) => values.workExperiences.find((stay) => stay.key === key)

const useStay = (key: string, name: StayText): string => useResumeForm((state) => stayOf(state, key)?.[name] ?? '')

/** The server counts only stays that were sent, and blank ones are not. */
function problemOf(state: FormState, key: string, name: StayText): string | undefined {
  if (Object.keys(state.problems).length === 0) return undefined
  const sent = state.values.workExperiences.filter((stay) => !isBlank(stay))
  return state.problems[`workExperiences.${sent.findIndex((stay) => stay.key === key)}.${name}`]
}

interface PartProps {
  readonly stayKey: string
  readonly name: StayText
  readonly label: string
  readonly placeholder: string
  readonly max: number
}

function Line({ stayKey, name, label, placeholder, max }: PartProps) {
  const { form } = useAround()
  const value = useStay(stayKey, name)
  const error = useResumeForm((state) => problemOf(state, stayKey, name))
  const set = (text: string) => setStay(form, stayKey, name, text)
  const now = (
    <Tap className="rf-show" onTap={() => set('至今')}>
      至今
    </Tap>
  )
  return (
    <Field
      look="row"
      label={label}
      placeholder={placeholder}
      maxLength={max}
      value={value}
      error={error}
      onInput={set}
      trail={name === 'endDate' && value !== '至今' ? now : undefined}
    />
  )
}

function Area({ stayKey, name, label, placeholder, max }: PartProps) {
  const { form } = useAround()
  const value = useStay(stayKey, name)
  const error = useResumeForm((state) => problemOf(state, stayKey, name))
  return (
    <TextArea
      label={label}
      placeholder={placeholder}
      maxLength={max}
      value={value}
      error={error}
      onInput={(text) => setStay(form, stayKey, name, text)}
    />
  )
}
