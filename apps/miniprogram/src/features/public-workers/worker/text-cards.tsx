import { View } from '@tarojs/components'
import { SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { Card } from '@/ui/card'
import './text-cards.scss'

interface SkillsCardProps {
  readonly skills: readonly string[]
  readonly gender: string
}

export function SkillsCard({ skills, gender }: SkillsCardProps) {
  if (skills.length === 0) return null
  return (
    <Card title={gender === 'male' ? '他会做的' : '她会做的'}>
      <View className="rd-words">
        {skills.map((skill) => (
          <View className="rd-words__one" key={skill}>
            {labelOf(SKILLS, skill)}
          </View>
        ))}
      </View>
    </Card>
  )
}

interface NoteCardProps {
  readonly title: string
  readonly text: string | null
  /** Who reads it. */
  readonly note?: string
}

export function NoteCard({ title, text, note }: NoteCardProps) {
  if (!text) return null
  return (
    <Card title={title} aside={note ? <View className="rd-note__aside">{note}</View> : undefined}>
      <View className="rd-note">{text}</View>
    </Card>
  )
}
