import { attachmentErrors } from '@qingpin/contract/attachments/attachments.errors'
import {
  ENDINGS,
  FILE_RULES,
  fileProblem,
  MEDIA_TYPES,
  type Medium,
} from '@qingpin/contract/attachments/attachments.rules'
import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import type { PickedFile } from '@/platform/picked-file.types'

const MEDIA_WORDS: Record<Medium, string> = { picture: '照片', pdf: 'PDF', video: '视频' }

/** Its name counts only where nothing else is known: many a JPEG is called `.HEIC`. */
const isHeic = ({ name, mimetype }: PickedFile) =>
  /^image\/hei[cf]/i.test(mimetype) || (!(mimetype in MEDIA_TYPES) && /\.hei[cf]$/i.test(name))

/** Why the server would refuse a file, by its type and size; undefined when it would not. */
export function checkFile(file: PickedFile, kind: FileType): string | undefined {
  if (isHeic(file)) return attachmentErrors.HEIC_NOT_SUPPORTED.message
  const rule = FILE_RULES[kind]
  const medium = Object.prototype.hasOwnProperty.call(MEDIA_TYPES, file.mimetype)
    ? MEDIA_TYPES[file.mimetype]
    : undefined
  if (medium === undefined || !rule.media.includes(medium)) {
    const endings = rule.media.flatMap((one) => ENDINGS[one]).join('、')
    return `这里放${rule.media.map((one) => MEDIA_WORDS[one]).join('或 ')}（${endings}），请换一个。`
  }
  return fileProblem(rule, file.size)
}
