import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { RESUME_MAX } from '@qingpin/contract/resumes/resumes.rules'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Chips } from '@/ui/chips'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { overLimit } from '@/ui/text-limit'
import { useAround, useResumeForm } from './form-context'
import { setField } from './form-store'
import './words-card.scss'

const SEPARATORS = /[、，,\s]+/
/** Several at once, as somebody pastes them. */
const LINE_MAX = 300

/** Places in free words, one chip each. */
export function WordsCard() {
  const { form } = useAround()
  const words = useResumeForm(({ values }) => values.serviceArea)
  const error = useResumeForm(({ problems }) => problems.serviceArea)
  const [typed, setTyped] = useState('')
  const long = overLimit(typed.split(SEPARATORS).sort((a, b) => b.length - a.length)[0] ?? '', RESUME_MAX.serviceArea)
  const fresh = typed
    .split(SEPARATORS)
    .map((word) => storedText(word))
    .filter((word) => word !== '')
  const all = [...new Set([...words, ...fresh])]
  const more = all.length - RESUME_MAX.serviceAreas
  const many = more > 0 ? `最多${RESUME_MAX.serviceAreas}个区域，多了${more}个。` : undefined
  const add = () => {
    if (fresh.length === 0 || long || many) return
    setField(form, 'serviceArea', all)
    setTyped('')
  }
  return (
    <Card title="服务区域">
      {words.length > 0 ? (
        <View className="rf-words">
          <Chips<string>
            removable
            ground="surface"
            options={words.map((word) => ({ value: word, label: word }))}
            value={words}
            onTap={(word) =>
              setField(
                form,
                'serviceArea',
                words.filter((other) => other !== word),
              )
            }
          />
        </View>
      ) : null}
      <View className="rf-words__add">
        <View className="rf-words__field">
          <Field
            placeholder="如滨江、西湖"
            maxLength={LINE_MAX}
            value={typed}
            error={long ?? many}
            onInput={setTyped}
            onDone={add}
          />
        </View>
        <Button kind="sec2" onTap={add}>
          加上
        </Button>
      </View>
      {error ? <FieldError text={error} /> : null}
    </Card>
  )
}
