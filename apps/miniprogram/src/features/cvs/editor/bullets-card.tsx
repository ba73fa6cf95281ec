import { Textarea, View } from '@tarojs/components'
import { type BulletedName, newPartId } from '@qingpin/cv/document'
import { BULLETS_MAX, TEXT_MAX } from '@qingpin/cv/limits'
import { addBullet, findEntry, textAt, type TextPath } from '@qingpin/cv/operations'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { CURSOR_SPACING } from '@/ui/cursor-spacing'
import { NO_MAX } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { IconButton } from '@/ui/icon-button'
import { overLimit } from '@/ui/text-limit'
import { usePushed } from '@/ui/use-pushed'
import { ask, setLists, setText } from './editor-store'
import { LISTS } from './sections'
import { useEditor, useEditorStore } from './use-editor'

interface BulletsProps {
  readonly list: BulletedName
  readonly id: string
}

export function BulletsCard({ list, id }: BulletsProps) {
  const editor = useEditorStore()
  const key = useEditor(({ document }) =>
    (findEntry(document, list, id)?.bullets ?? []).map((bullet) => bullet.id).join(' '),
  )
  const ids = key === '' ? [] : key.split(' ')
  const { bullets } = LISTS[list]
  const add = () => {
    const bullet = { id: newPartId(), text: '' }
    setLists(editor, (document) => addBullet(document, list, id, bullet))
    editor.setState({ focus: bullet.id })
  }
  return (
    <Card
      title={bullets?.title}
      aside={<View className="cve-count">{ids.length > 0 ? `${ids.length}条` : ''}</View>}
      className="cve-bullets"
    >
      {ids.map((bullet) => (
        <BulletField key={bullet} list={list} id={id} bullet={bullet} />
      ))}
      {ids.length < BULLETS_MAX ? (
        <View className="cve-add">
          <Button kind="text" size="m" icon="plus" onTap={add}>
            加一条
          </Button>
        </View>
      ) : (
        <View className="cve-full">{`已经有${BULLETS_MAX}条，够多了`}</View>
      )}
    </Card>
  )
}

function BulletField({ list, id, bullet }: BulletsProps & { readonly bullet: string }) {
  const editor = useEditorStore()
  const path: TextPath = `${list}.${id}.bullets.${bullet}`
  const value = useEditor(({ document }) => textAt(document, path))
  const focus = useEditor((state) => state.focus === bullet)
  const pushed = usePushed(value)
  const { bullets } = LISTS[list]
  const over = overLimit(value, TEXT_MAX)
  return (
    <View className="cve-bullet">
      <View className="cve-bullet__dot" />
      <Textarea
        key={pushed.generation}
        className="cve-bullet__area"
        defaultValue={pushed.value}
        placeholder={bullets?.placeholder ?? ''}
        placeholderClass="q-field__ph"
        maxlength={NO_MAX}
        cursorSpacing={CURSOR_SPACING}
        autoHeight
        focus={focus}
        ariaLabel={bullets?.title ?? ''}
        onInput={(event) => setText(editor, path, pushed.typed(event.detail.value))}
      />
      <IconButton
        icon="more"
        label="移动或删掉这一条"
        onTap={() => ask(editor, { kind: 'bullet', entry: `${list}.${id}`, bullet })}
      />
      {over ? (
        <View className="cve-bullet__over">
          <FieldError text={over} />
        </View>
      ) : null}
    </View>
  )
}
