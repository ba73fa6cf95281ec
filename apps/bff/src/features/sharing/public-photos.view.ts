import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { publicLinkEnd } from '../../crypto/signed-links.ts'
import { avatarAddress, readFileFields } from '../attachments/index.ts'
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

/** The pictures of every public page. */
export function* publicPhotos(
  t: Q,
  ctx: Ctx,
  row: Pick<ResumeRow, 'id' | 'avatarUrl' | 'filesVersion'>,
): Op<PublicPhotos> {
  const until = publicLinkEnd(ctx.now)
  const fields = yield* readFileFields(t, ctx, row, { full: false, until, ownOnly: true })
  return {
    avatarUrl: avatarAddress(ctx, row.avatarUrl, { until }),
    photoUrls: fields.photoUrls,
    confinementMealPhotoUrls: fields.confinementMealPhotoUrls,
    cookingPhotoUrls: fields.cookingPhotoUrls,
    complementaryFoodPhotoUrls: fields.complementaryFoodPhotoUrls,
    selfIntroductionVideoUrl: fields.selfIntroductionVideoUrl,
  }
}
