import { textAt } from '@qingpin/cv/operations'
import { useRef } from 'react'
import { PickOneSheet } from '@/ui/picker-sheet'
import { ask, setText, type Asking } from './editor-store'
import { useEditor, useEditorStore } from './use-editor'

type AskedChoice = Extract<Asking, { kind: 'choice' }>

const NONE = { value: '', label: '不填' }

/** One sheet serves all choices of the editor, whichever is open. */
export function ChoiceSheet() {
  const editor = useEditorStore()
  const asking = useEditor((state) => (state.asking?.kind === 'choice' ? state.asking : undefined))
  const value = useEditor((state) =>
    state.asking?.kind === 'choice' ? textAt(state.document, state.asking.path) : undefined,
  )
  const last = useRef<AskedChoice>({ kind: 'choice', path: 'basics.gender', title: '', options: [] })
  if (asking) last.current = asking
  const { title, options, path } = last.current
  return (
    <PickOneSheet<string>
      open={asking !== undefined}
      title={title}
      options={[...options.map((option) => ({ value: option, label: option })), NONE]}
      value={value}
      onPick={(picked) => setText(editor, path, picked)}
      onClose={() => ask(editor, undefined)}
    />
  )
}
