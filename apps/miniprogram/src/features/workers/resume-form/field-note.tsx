import { View } from '@tarojs/components'
import { go } from '@/app/pages'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import type { FieldName } from './fields'
import { useResumeForm } from './form-context'
import './fields.scss'

/** A note below a field: a warning, or the resume that has the same number. */
export function FieldNote({ name }: { readonly name: FieldName }) {
  const note = useResumeForm(({ notes }) => notes[name])
  if (!note) return null
  const { text, resumeId } = note
  if (resumeId === undefined) {
    return (
      <View className="rf-note" role="status">
        <Icon name="light-warn" size="xs" className="rf-note__warn" />
        <View className="rf-note__text">{text}</View>
      </View>
    )
  }
  return (
    <View className="rf-note-box">
      <Tap className="rf-note rf-note--link" role="link" onTap={() => go('resumeDetail', { id: resumeId })}>
        <Icon name="user" size="s" />
        <View className="rf-note__text">{text}</View>
        <Icon name="right" size="xs" />
      </Tap>
    </View>
  )
}
