import { ScrollView, View } from '@tarojs/components'
import { Chips } from '@/ui/chips'
import { sectionOf, SECTIONS } from './sections'
import { useResumeForm } from './form-context'
import './form-head.scss'

interface SectionLineProps {
  readonly at: number
  readonly onSection: (at: number) => void
}

const idOf = (at: number) => `rf-section-${Math.max(at, 0)}`

/** The sections in one line, scrolled to the open one. */
export function SectionLine({ at, onSection }: SectionLineProps) {
  // As one string: sections that have a problem.
  const bad = useResumeForm(({ problems }) => [...new Set(Object.keys(problems).map(sectionOf))].sort().join(' '))
  return (
    <ScrollView className="rf-line" scrollX enhanced showScrollbar={false} scrollIntoView={idOf(at - 1)}>
      <View className="rf-line__in">
        {SECTIONS.map(({ title }, index) => (
          <View className="rf-line__one" id={idOf(index)} key={title}>
            <Chips<string>
              options={[{ value: title, label: title, dot: bad.split(' ').includes(String(index)) }]}
              value={index === at ? [title] : []}
              onTap={() => onSection(index)}
            />
          </View>
        ))}
      </View>
    </ScrollView>
  )
}
