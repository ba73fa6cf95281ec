import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { useAround, useResumeForm } from './form-context'
import { addStay } from './form-store'
import { newStay } from './form-values'
import { StayCard } from './stay-card'
import './stays.scss'

/** Newest first, as employers read it. */
export function StayList() {
  const { form } = useAround()
  // One string, so that typing in a stay does not render the list again.
  const keys = useResumeForm(({ values }) => values.workExperiences.map(({ key }) => key).join(' '))
  const list = keys === '' ? [] : keys.split(' ')
  return (
    <View className="rf-stays">
      <View className="rf-stays__head">
        <View className="rf-stays__title">工作经历</View>
        <Button kind="sec2" size="s" icon="plus" onTap={() => addStay(form, newStay())}>
          加一段
        </Button>
      </View>
      {list.length === 0 ? <View className="rf-stays__none">还没有工作经历，加上最近的一段</View> : null}
      {list.map((key, index) => (
        <StayCard key={key} stayKey={key} at={index} of={list.length} />
      ))}
    </View>
  )
}
