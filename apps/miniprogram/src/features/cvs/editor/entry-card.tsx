import { View } from '@tarojs/components'
import { isBulleted, type ListName } from '@qingpin/cv/document'
import { entriesOf, findEntry, moveEntry, removeEntry, type TextPath } from '@qingpin/cv/operations'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { IconButton } from '@/ui/icon-button'
import { PickerRow } from '@/ui/picker-row'
import { toast } from '@/ui/toast'
import { BulletsCard } from './bullets-card'
import { ask, setLists } from './editor-store'
import { LineField } from './line-field'
import { formatCvMonth, formatCvPeriod } from './format-cv-month'
import { LISTS } from './sections'
import { useEditor, useEditorStore } from './use-editor'

interface EntryProps {
  readonly list: ListName
  readonly id: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The open entry with its rows and bullets. */
export function EntryCard({ list, id }: EntryProps) {
  const { lines, period } = LISTS[list]
  return (
    <View className="cve-entry">
      <Card className="cve-card">
        <EntryHead list={list} id={id} />
        {lines.map((spec) => (
          <LineField key={spec.field} path={`${list}.${id}.${spec.field}`} spec={spec} />
        ))}
        {period ? <PeriodRows list={list} id={id} /> : null}
      </Card>
      {isBulleted(list) ? <BulletsCard list={list} id={id} /> : null}
    </View>
  )
}

function EntryHead({ list, id }: EntryProps) {
  const editor = useEditorStore()
  const position = useEditor(({ document }) => {
    const entries = entriesOf(document, list)
    return `${entries.findIndex((entry) => entry.id === id) + 1}/${entries.length}`
  })
  const [at = 0, all = 0] = position.split('/').map(Number)
  const { unit } = LISTS[list]
  const remove = () => {
    const putBack = setLists(editor, (document) => removeEntry(document, list, id))
    toast(`这${unit}删掉了`, { run: putBack })
  }
  return (
    <View className="cve-head">
      <View className="cve-head__which">{`第${at}${unit}，共${all}${unit}`}</View>
      <IconButton
        icon="up"
        label="往前移"
        disabled={at <= 1}
        onTap={() => void setLists(editor, (document) => moveEntry(document, list, id, -1))}
      />
      <IconButton
        icon="down"
        label="往后移"
        disabled={at >= all}
        onTap={() => void setLists(editor, (document) => moveEntry(document, list, id, 1))}
      />
      <IconButton icon="trash" label={`删掉这${unit}`} onTap={remove} />
    </View>
  )
}

function PeriodRows({ list, id }: EntryProps) {
  const editor = useEditorStore()
  const from = useEditor(({ document }) => text(findEntry(document, list, id)?.from))
  const to = useEditor(({ document }) => text(findEntry(document, list, id)?.to))
  const open = (field: 'from' | 'to', title: string) => () => {
    const path: TextPath = `${list}.${id}.${field}`
    ask(editor, { kind: 'month', path, title, now: field === 'to' })
  }
  return (
    <>
      <PickerRow label="开始" value={formatCvMonth(from)} placeholder="选年月" onTap={open('from', '从什么时候开始')} />
      <PickerRow label="结束" value={formatCvMonth(to)} placeholder="选年月，或至今" onTap={open('to', '到什么时候')} />
    </>
  )
}

/** A closed entry, in one line. */
export function FoldedEntry({ list, id }: EntryProps) {
  const editor = useEditorStore()
  const entry = useEditor(({ document }) => findEntry(document, list, id))
  const { head, unit, lines } = LISTS[list]
  const [, second] = lines
  const note = entry ? [text(second && entry[second.field]), formatCvPeriod(text(entry.from), text(entry.to))] : []
  return (
    <Card className="cve-folded" onTap={() => editor.setState({ open: id, focus: undefined })}>
      <View className="cve-folded__text">
        <View className="cve-folded__name">{text(entry?.[head]) || `还没写的一${unit}`}</View>
        <View className="cve-folded__note">{note.filter(Boolean).join('，')}</View>
      </View>
      <Icon name="edit" size="s" className="cve-folded__go" />
    </Card>
  )
}
