import type { Ctx } from '../../context.ts'
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

/** The pictures of a public page, from the file fields without files on other hosts. @param until in epoch seconds */
export const publicPhotos = (
  ctx: Pick<Ctx, 'links' | 'now'>,
  row: Pick<ResumeRow, 'avatarUrl'>,
  fields: FileFields,
  until: number,
): PublicPhotos => ({
  avatarUrl: avatarAddress(ctx, row.avatarUrl, { until }),
  photoUrls: fields.photoUrls,
  confinementMealPhotoUrls: fields.confinementMealPhotoUrls,
  cookingPhotoUrls: fields.cookingPhotoUrls,
  complementaryFoodPhotoUrls: fields.complementaryFoodPhotoUrls,
  selfIntroductionVideoUrl: fields.selfIntroductionVideoUrl,
})
