import { mediaUrl } from '@/platform/api-address'
import type { IconName } from '@/ui/icon-names'
import type { Upload } from '@/ui/uploader'
import type { UploadItem } from '../uploads/queue'
import type { ResumeFile } from '../files-api'

export type FileLook = 'picture' | 'film' | 'document'

export const lookOf = ({ mimetype }: Pick<ResumeFile, 'mimetype'>): FileLook =>
  mimetype.startsWith('image/') ? 'picture' : mimetype.startsWith('video/') ? 'film' : 'document'

const icons: Record<FileLook, IconName> = { picture: 'image', film: 'video', document: 'doc' }

/**
 * The address of a picture that is shown without a tap; undefined for papers, films, documents, and for files on
 * another host, which may have changed.
 */
export function smallOf(file: ResumeFile): string | undefined {
  if (file.paper || file.external) return undefined
  if (file.thumbnailUrl) return mediaUrl(file.thumbnailUrl)
  return lookOf(file) === 'picture' ? mediaUrl(file.url) : undefined
}

const CHECKS = { waiting: '审核中', review: '等门店看', refused: '没通过审核' } as const

/** Why strangers do not see a picture. */
const checkOf = ({ check }: ResumeFile): string | undefined => (check ? CHECKS[check] : undefined)

/** A file of the resume as a tile. */
export function tileOf(file: ResumeFile, name: string, index: number, removable: boolean): Upload {
  const look = lookOf(file)
  const label = `${name}，第${index + 1}张`
  if (file.paper) return { id: file.id, label, icon: 'lock', note: '点开看', removable }
  const away = file.external ? '点开看' : undefined
  const note = look === 'picture' ? away : look === 'film' ? '点开播放' : file.filename
  return { id: file.id, label, src: smallOf(file), icon: icons[look], note, mark: checkOf(file), removable }
}

/** A running upload as a tile. */
export function tileOnWay({ id, file, state }: UploadItem, name: string): Upload {
  const look = lookOf(file)
  const src = look === 'picture' ? file.path : file.cover
  const note = look === 'document' ? file.name : undefined
  const tile = { id, label: name, src, icon: icons[look], note }
  if (state.kind === 'failed') {
    const { reason: text, reference, again } = state
    return { ...tile, failed: true, again, problem: { text, reference } }
  }
  if (state.kind === 'uploading') return { ...tile, percent: state.percent }
  if (state.kind === 'waiting') return { ...tile, busy: '排队' }
  return { ...tile, busy: '检查中', removable: false }
}
