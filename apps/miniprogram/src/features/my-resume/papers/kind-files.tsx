import { View } from '@tarojs/components'
import { FILE_RULES } from '@qingpin/contract/attachments/attachments.rules'
import { useState } from 'react'
import { useAction } from '@/app/use-action'
import type { PickSource } from '@/platform/picked-file.types'
import { classNames } from '@/ui/class-names'
import { Dialog } from '@/ui/dialog'
import { FieldError } from '@/ui/field-frame'
import { Icon } from '@/ui/icon'
import { PickOneSheet } from '@/ui/picker-sheet'
import { PictureView } from '@/ui/picture-view'
import { problemOf, type Problem } from '@/ui/read-error'
import { Tap } from '@/ui/tap'
import { Uploader } from '@/ui/uploader'
import { uploads, useRepeated, useUploads } from '../uploads/uploads'
import { ArrangeSheet } from './arrange-sheet'
import { removeFile, type ResumeFile } from '../files-api'
import { tileOf, tileOnWay } from './format-file'
import type { PaperKind } from './sections'
import { usePicking } from './use-picking'
import { useViewing } from './use-viewing'

const SOURCE_WORDS: Record<PickSource, { label: string; note?: string }> = {
  camera: { label: '现在拍' },
  album: { label: '从相册选' },
  chat: { label: '从微信聊天里选', note: '别人发给您的照片或 PDF' },
}

export interface KindFilesProps {
  readonly resumeId: string
  readonly kind: PaperKind
  readonly files: readonly ResumeFile[]
  readonly heading: boolean
  /** Whether existing files may be removed or replaced. */
  readonly removable: boolean
  /** A note in the viewer of papers. */
  readonly guard: string | undefined
}

/** The files of one kind, running uploads, and the tile to add another. */
export function KindFiles({ resumeId, kind, files, heading, removable, guard }: KindFilesProps) {
  const onWay = useUploads(resumeId, kind.type)
  const { most } = FILE_RULES[kind.type]
  const picking = usePicking(resumeId, kind, files.length + onWay.length)
  const viewing = useViewing(resumeId)
  const removing = useRemoving(resumeId)
  const [arranging, setArranging] = useState(false)

  const find = (id: string) => files.find((file) => file.id === id)
  const failed = onWay.some(({ state }) => state.kind === 'failed')
  const problems: readonly Problem[] = [
    ...(picking.problem ? [{ text: picking.problem }] : []),
    ...[viewing.problem, removing.problem].filter((problem) => problem !== undefined),
  ]
  const narrow = heading && (most === 1 || files.length + onWay.length === 0) && problems.length === 0 && !failed
  return (
    <View className={classNames('pp-kind', narrow && 'pp-kind--narrow')}>
      <KindHead
        name={heading ? kind.name : ''}
        onArrange={files.length > 1 && onWay.length === 0 ? () => setArranging(true) : undefined}
      />
      <Uploader
        items={[
          ...files.map((file, index) => tileOf(file, kind.name, index, removable)),
          ...onWay.map((item) => tileOnWay(item, kind.name)),
        ]}
        most={most}
        addText={kind.add}
        addIcon={kind.what === 'video' ? 'video' : 'camera'}
        onAdd={picking.start}
        onAgain={uploads.retry}
        onRemove={(id) => (find(id) ? removing.ask(find(id)) : uploads.cancel(id))}
        onOpen={(id) => {
          const file = find(id)
          if (file) viewing.open(file, files)
        }}
      />
      {problems.map((problem) => (
        <View key={problem.text} className="pp-problem">
          <FieldError {...problem} />
        </View>
      ))}
      <Repeated resumeId={resumeId} kind={kind} />
      <PickOneSheet
        open={picking.asking}
        title={kind.name}
        options={picking.sources.map((source) => ({ value: source, ...SOURCE_WORDS[source] }))}
        value={undefined}
        onPick={picking.from}
        onClose={picking.close}
      />
      <PictureView
        pictures={viewing.viewed?.pictures ?? []}
        at={viewing.viewed?.at}
        title={kind.name}
        note={guard}
        onTurn={viewing.turn}
        onClose={viewing.close}
      />
      <Dialog
        open={removing.file !== undefined}
        title={`删掉这份${kind.name}？`}
        text="删了就找不回来，要用得重新传。"
        confirm="删掉"
        danger
        busy={removing.busy}
        onConfirm={() => void removing.remove()}
        onCancel={removing.leave}
      />
      <ArrangeSheet
        open={arranging}
        resumeId={resumeId}
        kind={kind}
        files={files}
        onClose={() => setArranging(false)}
      />
    </View>
  )
}

function KindHead({ name, onArrange }: { readonly name: string; readonly onArrange: (() => void) | undefined }) {
  if (!name && !onArrange) return null
  return (
    <View className="pp-kind__head">
      <View className="pp-kind__name">{name}</View>
      {onArrange ? (
        <Tap className="pp-kind__arrange" label={name ? `给${name}排顺序` : '排顺序'} onTap={onArrange}>
          <Icon name="swap" size="xs" />
          排顺序
        </Tap>
      ) : null}
    </View>
  )
}

/** A hint that a picture with the same content exists. */
function Repeated({ resumeId, kind }: { readonly resumeId: string; readonly kind: PaperKind }) {
  const { count, dismiss } = useRepeated(resumeId, kind.type)
  if (count === 0) return null
  return (
    <View className="pp-repeat" role="status">
      <View className="pp-repeat__text">
        {count > 1 ? `有${count}张早就在了，没有重复放。` : '这张早就在了，没有重复放。'}
      </View>
      <Tap className="pp-repeat__ok" onTap={dismiss}>
        知道了
      </Tap>
    </View>
  )
}

function useRemoving(resumeId: string) {
  const [file, setFile] = useState<ResumeFile>()
  const { run, busy, problem } = useAction(
    async (gone: ResumeFile) => {
      try {
        await removeFile(resumeId, gone)
      } finally {
        setFile(undefined)
      }
    },
    { problemOf: (error) => problemOf(error, (title) => `没删掉：${title}`) },
  )
  return { file, busy, problem, ask: setFile, remove: () => file && run(file), leave: () => setFile(undefined) }
}
