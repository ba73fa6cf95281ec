import { HEAD_BYTES, typeByContent, typeByName } from './file-type'
import type { LocalFile } from './local-file.types'
import type { PickedFile, PickRequest, PickSource, PickWhat } from './picked-file.types'

// With these types named, iPhones hand over their own pictures as JPEG.
const PICTURES = 'image/jpeg,image/png,image/webp'
const ACCEPT: Record<PickWhat, string> = {
  picture: PICTURES,
  paper: `${PICTURES},application/pdf`,
  video: 'video/mp4,video/quicktime',
  table: '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const hasTouch = () => navigator.maxTouchPoints > 0

/** Devices without a touch screen have no camera that `capture` opens. */
export const pickSources = (what: PickWhat): readonly PickSource[] =>
  what !== 'table' && hasTouch() ? ['camera', 'album'] : ['album']

/** Browsers tell a type by the name, which may be wrong: `IMG_1.HEIC` is often a JPEG. */
async function picked(file: File): Promise<PickedFile> {
  const head = await file.slice(0, HEAD_BYTES).arrayBuffer()
  const mimetype = typeByContent(head) ?? (file.type || typeByName(file.name) || 'application/octet-stream')
  return { name: file.name, size: file.size, mimetype, path: URL.createObjectURL(file), blob: file }
}

export function pickFiles({ source, what, most }: PickRequest): Promise<readonly PickedFile[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = ACCEPT[what]
  input.multiple = most > 1 && source !== 'camera'
  if (source === 'camera') input.setAttribute('capture', 'environment')
  // Some browsers drop an input that is not in the document before a file is chosen.
  input.style.display = 'none'
  document.body.append(input)
  return new Promise<readonly PickedFile[]>((resolve) => {
    input.addEventListener('change', () => resolve(Promise.all([...(input.files ?? [])].map(picked))))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  }).finally(() => input.remove())
}

const QUALITY = [0.85, 0.7, 0.5]

export async function shrinkPicture(file: PickedFile, maxBytes: number, longestSide: number): Promise<PickedFile> {
  if (file.size <= maxBytes || !(file.blob instanceof Blob)) return file
  const bitmap = await createImageBitmap(file.blob).catch(() => undefined)
  if (!bitmap) return file
  const canvas = document.createElement('canvas')
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  for (const quality of QUALITY) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (!blob || blob.size > maxBytes) continue
    const name = `${file.name.replace(/\.\w+$/, '')}.jpg`
    return { name, size: blob.size, mimetype: 'image/jpeg', path: URL.createObjectURL(blob), blob }
  }
  return file
}

export async function pickedFrom({ path, name, blob }: LocalFile, mimetype: string): Promise<PickedFile> {
  return { name, size: blob instanceof Blob ? blob.size : 0, mimetype, path, blob }
}

export const releasePicked = ({ path }: PickedFile): void => URL.revokeObjectURL(path)
