import { View } from '@tarojs/components'
import { blankEntry, type ListName, type SectionName } from '@qingpin/cv/document'
import { ENTRIES_MAX, TEXT_MAX } from '@qingpin/cv/limits'
import { addEntry, entriesOf } from '@qingpin/cv/operations'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { TextArea } from '@/ui/text-area'
import { setLists, setText } from './editor-store'
import { EntryCard, FoldedEntry } from './entry-card'
import { LineField } from './line-field'
import { BASICS_LINES, INTENTION_LINES, LISTS } from './sections'
import { useEditor, useEditorStore } from './use-editor'

/** The form of one section; only one is on the screen at a time. */
export function SectionBody({ section }: { readonly section: SectionName }) {
  if (section === 'basics' || section === 'intention') return <LinesCard section={section} />
  if (section === 'selfEvaluation') return <SelfEvaluation />
  return <EntryList list={section} />
}

function LinesCard({ section }: { readonly section: 'basics' | 'intention' }) {
  if (section === 'basics') {
    return (
      <Card pad="rows">
        {BASICS_LINES.map((spec) => (
          <LineField key={spec.field} path={`basics.${spec.field}` as 'basics.name'} spec={spec} />
        ))}
      </Card>
    )
  }
  return (
    <Card pad="rows">
      {INTENTION_LINES.map((spec) => (
        <LineField key={spec.field} path={`intention.${spec.field}` as 'intention.role'} spec={spec} />
      ))}
    </Card>
  )
}

function SelfEvaluation() {
  const editor = useEditorStore()
  const value = useEditor(({ document: cv }) => cv.selfEvaluation)
  return (
    <Card>
      <TextArea
        label="自我评价"
        hint="两三句话：擅长什么，做成过什么，想做什么"
        placeholder="别人会怎么介绍您"
        value={value}
        maxLength={TEXT_MAX}
        onInput={(text) => setText(editor, 'selfEvaluation', text)}
      />
    </Card>
  )
}

function EntryList({ list }: { readonly list: ListName }) {
  const editor = useEditorStore()
  const key = useEditor(({ document }) =>
    entriesOf(document, list)
      .map(({ id }) => id)
      .join(' '),
  )
  const chosen = useEditor(({ open }) => open)
  const ids = key === '' ? [] : key.split(' ')
  const open = ids.find((id) => id === chosen) ?? ids[0]
  const { add, none } = LISTS[list]
  const addOne = () => {
    const entry = blankEntry(list)
    const last = list === 'skills' || list === 'languages' ? ids.length : 0
    setLists(editor, (document) => addEntry(document, list, entry, last))
    editor.setState({ open: entry.id, focus: undefined })
  }
  return (
    <View>
      {ids.length === 0 ? <View className="cve-none">{none}</View> : null}
      {ids.map((id) =>
        id === open ? <EntryCard key={id} list={list} id={id} /> : <FoldedEntry key={id} list={list} id={id} />,
      )}
      {ids.length < ENTRIES_MAX ? (
        <View className="cve-more">
          <Button kind="sec2" size="m" icon="plus" onTap={addOne}>
            {add}
          </Button>
        </View>
      ) : null}
    </View>
  )
}
