import { Image, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { Icon } from '@/ui/icon'
import { IconButton } from '@/ui/icon-button'
import { problemOf } from '@/ui/read-error'
import { Sheet } from '@/ui/sheet'
import { classNames } from '@/ui/class-names'
import { moved } from './file-order'
import { orderFiles, type ResumeFile } from '../files-api'
import { smallOf } from './format-file'
import type { PaperKind } from './sections'
import { useDragging } from './use-dragging'
import './arrange-sheet.scss'

interface ArrangeSheetProps {
  readonly open: boolean
  readonly resumeId: string
  readonly kind: PaperKind
  readonly files: readonly ResumeFile[]
  readonly onClose: () => void
}

/** Sorts a list by dragging, or by buttons. */
export function ArrangeSheet({ open, resumeId, kind, files, onClose }: ArrangeSheetProps) {
  const [ids, setIds] = useState<readonly string[]>([])
  // Files that arrive while the sheet is open are saved at the end.
  const latest = useRef(files)
  latest.current = files
  useEffect(() => {
    if (open) setIds(latest.current.map(({ id }) => id))
  }, [open])
  const move = (from: number, to: number) => setIds((before) => moved(before, from, to))
  const { run, busy, problem } = useAction(
    async () => {
      await orderFiles(resumeId, kind.type, ids)
      onClose()
    },
    { problemOf: (error) => problemOf(error, (title) => `没存上：${title}`) },
  )
  const footer = (
    <Button grow busy={busy} busyText="保存中" onTap={() => void run()}>
      就这样排
    </Button>
  )
  const shown = ids.flatMap((id) => files.find((file) => file.id === id) ?? [])
  return (
    <Sheet open={open} title={`${kind.name}的顺序`} onClose={onClose} footer={footer}>
      <View className="pp-sort__how">按住右边的横线拖，或者点上下箭头。</View>
      <SortList files={shown} name={kind.name} onMove={move} />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}

interface SortListProps {
  readonly files: readonly ResumeFile[]
  readonly name: string
  readonly onMove: (from: number, to: number) => void
}

function SortList({ files, name, onMove }: SortListProps) {
  const { dragged, shiftOf, handle, listId } = useDragging(files.length, onMove)
  return (
    <View id={listId}>
      {files.map((file, index) => {
        const src = smallOf(file)
        const shift = shiftOf(index)
        return (
          <View
            key={file.id}
            className={classNames(
              'pp-sort',
              dragged === index && 'pp-sort--held',
              dragged !== undefined && 'pp-sort--moves',
            )}
            style={{ transform: `translateY(${shift}px)` }}
          >
            {src ? (
              <Image className="pp-sort__img" src={src} mode="aspectFill" />
            ) : (
              <View className="pp-sort__img pp-sort__img--none">
                <Icon name={file.paper ? 'lock' : 'doc'} size="s" />
              </View>
            )}
            <View className="pp-sort__n">第{index + 1}张</View>
            <IconButton
              icon="up"
              label={`${name}第${index + 1}张往前`}
              disabled={index === 0}
              onTap={() => onMove(index, index - 1)}
            />
            <IconButton
              icon="down"
              label={`${name}第${index + 1}张往后`}
              disabled={index === files.length - 1}
              onTap={() => onMove(index, index + 1)}
            />
            <View className="pp-sort__grip" ariaLabel={`拖动第${index + 1}张`} {...handle(index)}>
              <Icon name="grip" />
            </View>
          </View>
        )
      })}
    </View>
  )
}
