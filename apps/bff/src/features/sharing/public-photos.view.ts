import type { Ctx } from '../../context.ts'
import { publicLinkEnd } from '../../crypto/signed-links.ts'
import { avatarAddress, type FileFields } from '../attachments/index.ts'
import type { ResumeRow } from '../resumes/index.ts'

/** The pictures that strangers see with her consent: of herself and her work, never of papers, other people or other hosts. */
export interface PublicPhotos {
  avatarUrl: string
  photoUrls: string[]
  confinementMealPhotoUrls: string[]
  cookingPhotoUrls: string[]
  complementaryFoodPhotoUrls: string[]
  selfIntroductionVideoUrl: string | null
}

export const NO_PHOTOS: PublicPhotos = {
  avatarUrl: '',
  photoUrls: [],
  confinementMealPhotoUrls: [],
  cookingPhotoUrls: [],
  complementaryFoodPhotoUrls: [],
  selfIntroductionVideoUrl: null,
}

/** Files that are not judged yet or were refused, by their ids. */
export type HiddenFiles = ReadonlySet<string>

/** The picture that stands for her; none while it is hidden, so that a drawn face stands there. */
export function publicAvatar(
  ctx: Pick<Ctx, 'links' | 'now'>,
  { avatarUrl }: Pick<ResumeRow, 'avatarUrl'>,
  hidden: HiddenFiles,
  as?: 'small',
): string {
  const id = ctx.links.idIn(avatarUrl)
  if (id !== undefined && hidden.has(id)) return ''
  return avatarAddress(ctx, avatarUrl, { until: publicLinkEnd(ctx.now), ...(as ? { as } : {}) })
}

/** The pictures of a public page, from the file fields of what strangers may see. */
export const publicPhotos = (
  ctx: Pick<Ctx, 'links' | 'now'>,
  row: Pick<ResumeRow, 'avatarUrl'>,
  fields: FileFields,
  hidden: HiddenFiles,
): PublicPhotos => ({
  avatarUrl: publicAvatar(ctx, row, hidden),
  photoUrls: fields.photoUrls,
  confinementMealPhotoUrls: fields.confinementMealPhotoUrls,
  cookingPhotoUrls: fields.cookingPhotoUrls,
  complementaryFoodPhotoUrls: fields.complementaryFoodPhotoUrls,
  selfIntroductionVideoUrl: fields.selfIntroductionVideoUrl,
})
