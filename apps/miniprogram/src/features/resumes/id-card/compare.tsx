import { View } from '@tarojs/components'
import { useState } from 'react'
import { FactCheck } from '../paper-check/fact-check'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { Screen } from '@/ui/screen'
import { toast } from '@/ui/toast'
import type { MyResume } from '../mine/my-resume'
import { AgencyCall } from '../worker-facts/agency-call'
import { sameValue, type CardFact, type CardField } from './card-fields'
import { KeepPicture } from './keep-picture'

const inResume = (resume: MyResume, field: CardField): string => {
  const value = field === 'idNumber' ? (resume.idNumber ?? resume.idNumberMasked) : resume[field]
  return value === null ? '' : String(value)
}

interface CompareProps {
  readonly title: string
  readonly resume: MyResume
  readonly facts: readonly CardFact[]
  readonly onKeep: () => void
  readonly onLeave: () => void
}

/** Her card beside her resume, which staff writes: she sees what differs and whom to tell. */
export function Compare({ title, resume, facts, onKeep, onLeave }: CompareProps) {
  const [keeps, setKeeps] = useState(false)
  const wrong = facts.filter(({ field, value }) => !sameValue(field, inResume(resume, field), value))
  const finish = () => {
    if (keeps) {
      onKeep()
      toast('照片在传，好了就在“身份证”里')
    }
    onLeave()
  }
  const foot = (
    <FootBar
      below={
        wrong.length > 0 ? (
          <AgencyCall kind="text" size="m">
            打电话，请我们改
          </AgencyCall>
        ) : undefined
      }
    >
      <Button grow onTap={finish}>
        {keeps ? '留下照片' : '看好了'}
      </Button>
    </FootBar>
  )
  return (
    <Screen title={title} foot={foot} onBack={onLeave}>
      <View className="ic-q">
        <View className="ic-q__title">{wrong.length === 0 ? '和简历都对得上' : `有${wrong.length}处和简历不一样`}</View>
        <View className="ic-q__note">{wrong.length === 0 ? '不用改什么' : '资料由我们来改，打个电话说一声就行'}</View>
      </View>
      <Card pad="rows">
        {facts.map((fact) => (
          <FactCheck key={fact.field} fact={fact} current={inResume(resume, fact.field)} masked />
        ))}
      </Card>
      <KeepPicture keeps={keeps} onKeep={setKeeps} />
    </Screen>
  )
}
