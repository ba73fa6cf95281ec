import { View } from '@tarojs/components'
import { BLOCK_KINDS, type BlockKind } from '@qingpin/contract/content/content.enums'
import { ARTICLE_MAX } from '@qingpin/contract/content/content.rules'
import { labelOf } from '@qingpin/contract/core/choices'
import { useState } from 'react'
import { useStore } from 'zustand'
import { setValues, type AnyForm, type Form } from '@/app/form/form'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Chips } from '@/ui/chips'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { IconButton } from '@/ui/icon-button'
import { PickOneSheet } from '@/ui/picker-sheet'
import { TextArea } from '@/ui/text-area'
import { PictureField } from '../picture-field'
import type { ArticleValues } from './form'
import { MarkSheet } from './mark-sheet'
import { newBlock, paragraphs, withText, wordsOf, type EditBlock } from './spans'

const HINTS: Readonly<Record<BlockKind, string>> = {
  text: '写一段；粘贴的文章会按空行分段',
  heading: '这一节讲什么',
  item: '一行一条',
  quote: '一句别人的话',
  image: '图下面的说明，可以不写',
}

const setParts = (form: AnyForm<ArticleValues>, change: (parts: readonly EditBlock[]) => readonly EditBlock[]): void =>
  setValues(form, { parts: change(form.getState().values.parts) })

const replacePart = (form: AnyForm<ArticleValues>, key: string, by: (part: EditBlock) => readonly EditBlock[]): void =>
  setParts(form, (parts) => parts.flatMap((part) => (part.key === key ? by(part) : [part])))

function movePart(form: AnyForm<ArticleValues>, key: string, by: 1 | -1): void {
  setParts(form, (parts) => {
    const at = parts.findIndex((part) => part.key === key)
    const [part, other] = [parts[at], parts[at + by]]
    if (!part || !other) return parts
    const moved = [...parts]
    moved[at] = other
    moved[at + by] = part
    return moved
  })
}

/** The parts of an article, each in a card of its own; a keystroke draws its part and nothing else. */
export function Parts({ form }: { readonly form: Form<ArticleValues> }) {
  const keys = useStore(form, ({ values }) => values.parts.map(({ key }) => key).join(' '))
  const problem = useStore(form, ({ problems }) => problems['blocks'])
  const [adding, setAdding] = useState<string>()
  const all = keys === '' ? [] : keys.split(' ')
  const add = (kind: BlockKind, after: string) => {
    const fresh = newBlock(kind)
    if (after === '') setParts(form, (parts) => [...parts, fresh])
    else replacePart(form, after, (part) => [part, fresh])
  }
  return (
    <View className="ce">
      {all.map((key, i) => (
        <Part key={key} form={form} id={key} first={i === 0} last={i === all.length - 1} onAdd={() => setAdding(key)} />
      ))}
      <View className="ce-note">{all.length === 0 ? '正文由一段一段组成，先加一段。' : '再加一段'}</View>
      <Chips<BlockKind> options={BLOCK_KINDS} value={[]} onTap={(kind) => add(kind, '')} />
      {problem ? <FieldError text={problem} /> : null}
      <PickOneSheet<BlockKind>
        open={adding !== undefined}
        title="在下面加"
        options={BLOCK_KINDS}
        value={undefined}
        onPick={(kind) => add(kind, adding ?? '')}
        onClose={() => setAdding(undefined)}
      />
    </View>
  )
}

interface PartProps {
  readonly form: Form<ArticleValues>
  readonly id: string
  readonly first: boolean
  readonly last: boolean
  readonly onAdd: () => void
}

function Part({ form, id, first, last, onAdd }: PartProps) {
  const part = useStore(form, ({ values }) => values.parts.find(({ key }) => key === id))
  const [sheet, setSheet] = useState<'kind' | 'mark'>()
  if (!part) return null
  const { kind, text, marks, url } = part
  const label = labelOf(BLOCK_KINDS, kind)
  const change = (next: EditBlock) => replacePart(form, id, () => [next])
  const input = { value: text, placeholder: HINTS[kind], onInput: (typed: string) => change(withText(part, typed)) }
  return (
    <Card>
      <View className="ce-part__head">
        <View className="ce-part__kind">
          <Button kind="text" size="s" label={`${label}，换一种`} onTap={() => setSheet('kind')}>
            {label}
          </Button>
        </View>
        <IconButton icon="up" label="往上挪" disabled={first} onTap={() => movePart(form, id, -1)} />
        <IconButton icon="down" label="往下挪" disabled={last} onTap={() => movePart(form, id, 1)} />
        <IconButton icon="plus" label="在下面加一段" onTap={onAdd} />
        <IconButton icon="trash" label={`去掉这段${label}`} onTap={() => replacePart(form, id, () => [])} />
      </View>
      {kind === 'image' ? (
        <PictureField label="图片" url={url} onChange={(next) => change({ ...part, url: next })} />
      ) : null}
      {kind === 'heading' || kind === 'image' ? (
        <Field look="box" maxLength={ARTICLE_MAX.summary} {...input} />
      ) : (
        <TextArea
          {...input}
          maxLength={ARTICLE_MAX.text}
          counter={false}
          onBlur={() => replacePart(form, id, paragraphs)}
        />
      )}
      {kind === 'image' ? null : (
        <View className="ce-part__marks">
          {marks.length > 0 ? (
            <Chips<string>
              removable
              ground="surface"
              options={marks.map((mark) => ({
                value: String(mark.from),
                label: `${mark.href ? '链接' : '加粗'}：${wordsOf(part, mark)}`,
              }))}
              value={[]}
              onTap={(from) => change({ ...part, marks: marks.filter((mark) => String(mark.from) !== from) })}
            />
          ) : null}
          <Button kind="text" size="s" icon="plus" disabled={text.trim() === ''} onTap={() => setSheet('mark')}>
            加粗或链接
          </Button>
        </View>
      )}
      <PickOneSheet<BlockKind>
        open={sheet === 'kind'}
        title="这一段是"
        options={BLOCK_KINDS.filter(({ value }) => (value === 'image') === (kind === 'image'))}
        value={kind}
        onPick={(next) => change({ ...part, kind: next })}
        onClose={() => setSheet(undefined)}
      />
      <MarkSheet open={sheet === 'mark'} part={part} onMark={change} onClose={() => setSheet(undefined)} />
    </Card>
  )
}
