import type { CardField } from '@qingpin/contract/resumes/card.rules'
import { mayTakeFromCard } from '@qingpin/contract/resumes/resumes.policy'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { FactCheck } from './fact-check'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { Screen } from '@/app/shell/screen'
import { toast } from '@/ui/toast'
import type { MyResume } from '@/features/my-resume'
import { CallAgency } from '@/app/agency'
import { sameValue, type CardFact } from './card-fields'
import { StorePicture } from './store-picture'
import { useTaking } from './use-taking'

const inResume = (resume: MyResume, field: CardField): string => {
  const value = field === 'idNumber' ? (resume.idNumber ?? resume.idNumberMasked) : resume[field]
  return value === null ? '' : String(value)
}

/** Advice about the number of differences and the number that only the agency can change. */
function advice(wrong: number, fixed: number): string {
  if (wrong === 0) return '不用改什么'
  if (fixed === 0) return '点一下，就换成身份证上的'
  return fixed === wrong ? '这些我们核对过，要改请打个电话' : '有按钮的您可以自己换，别的请打个电话'
}

interface CompareProps {
  readonly title: string
  readonly resume: MyResume
  readonly facts: readonly CardFact[]
  /** Of the reading. */
  readonly proof: string
  readonly onKeep: () => void
  readonly onLeave: () => void
}

/** Compares the card with the worker's own resume. The worker takes over some fields; the agency changes the others. */
export function Compare({ title, resume, facts, proof, onKeep, onLeave }: CompareProps) {
  const [keeps, setKeeps] = useState(false)
  const wrong = facts.filter(({ field, value }) => !sameValue(field, inResume(resume, field), value))
  const mayTake = (field: CardField) => mayTakeFromCard(resume, inResume(resume, field))
  const fixed = wrong.filter(({ field }) => !mayTake(field))
  const { busy, problem, take } = useTaking(resume, proof)
  const finish = () => {
    if (keeps) {
      onKeep()
      toast('照片在传，好了就在“身份证”里')
    }
    onLeave()
  }
  const foot = (
    <FootBar below={fixed.length > 0 ? <CallAgency>打电话，请我们改</CallAgency> : undefined}>
      <Button grow onTap={finish}>
        {keeps ? '留下照片' : '看好了'}
      </Button>
    </FootBar>
  )
  return (
    <Screen title={title} foot={foot} onBack={onLeave}>
      <View className="ic-q">
        <View className="ic-q__title">{wrong.length === 0 ? '和简历都对得上' : `有${wrong.length}处和简历不一样`}</View>
        <View className="ic-q__note">{advice(wrong.length, fixed.length)}</View>
      </View>
      {problem ? <FieldError {...problem} /> : null}
      <Card pad="rows">
        {facts.map((fact) => (
          <FactCheck
            key={fact.field}
            fact={fact}
            current={inResume(resume, fact.field)}
            busy={busy === fact.field}
            masked
            {...(mayTake(fact.field) ? { onAdopt: () => void take(fact.field) } : {})}
          />
        ))}
      </Card>
      <StorePicture keeps={keeps} onKeep={setKeeps} />
    </Screen>
  )
}
