import type { BulletedName } from '@qingpin/cv/document'
import { moveBullet, removeBullet } from '@qingpin/cv/operations'
import { Row } from '@/ui/row'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { ask, setLists } from './editor-store'
import { useEditor, useEditorStore } from './use-editor'

/** What can be done with one bullet besides writing it. */
export function BulletSheet() {
  const editor = useEditorStore()
  const asking = useEditor((state) => (state.asking?.kind === 'bullet' ? state.asking : undefined))
  const close = () => ask(editor, undefined)
  const [list, id = ''] = (asking?.entry.split('.') ?? []) as [BulletedName?, string?]
  const move = (by: -1 | 1) => () => {
    if (list && asking) setLists(editor, (document) => moveBullet(document, list, id, asking.bullet, by))
    close()
  }
  const remove = () => {
    close()
    if (!list || !asking) return
    const putBack = setLists(editor, (document) => removeBullet(document, list, id, asking.bullet))
    toast('这一条删掉了', { run: putBack })
  }
  return (
    <Sheet open={asking !== undefined} title="这一条" onClose={close}>
      <Row icon="up" title="往前移" opens={false} onTap={move(-1)} />
      <Row icon="down" title="往后移" opens={false} onTap={move(1)} />
      <Row icon="trash" title="删掉" danger opens={false} onTap={remove} />
    </Sheet>
  )
}
