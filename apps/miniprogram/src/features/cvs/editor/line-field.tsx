import { LINE_MAX } from '@qingpin/cv/limits'
import { textAt, type TextPath } from '@qingpin/cv/operations'
import { Field } from '@/ui/field'
import { PickerRow } from '@/ui/picker-row'
import { ask, setText } from './editor-store'
import { formatCvMonth } from './format-cv-month'
import type { LineSpec } from './sections'
import { useEditor, useEditorStore } from './use-editor'

interface LineFieldProps {
  readonly path: TextPath
  readonly spec: LineSpec
}

/** A row of a card whose value is typed, or chosen in a sheet. */
export function LineField({ path, spec }: LineFieldProps) {
  const editor = useEditorStore()
  const value = useEditor(({ document }) => textAt(document, path))
  const { kind = 'text', label, placeholder, options = [] } = spec
  if (kind === 'month') {
    const open = () => ask(editor, { kind: 'month', path, title: label, now: false })
    return <PickerRow label={label} value={formatCvMonth(value)} placeholder="选年月" onTap={open} />
  }
  if (kind === 'choice') {
    const open = () => ask(editor, { kind: 'choice', path, title: label, options })
    return <PickerRow label={label} value={value} onTap={open} />
  }
  return (
    <Field
      look="row"
      label={label}
      placeholder={placeholder}
      value={value}
      keyboard={kind}
      maxLength={LINE_MAX}
      onInput={(text) => setText(editor, path, text)}
    />
  )
}
