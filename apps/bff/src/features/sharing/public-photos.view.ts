import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { publicLinkEnd } from '../../storage/index.ts'
import { fileFields, isElsewhere, listFiles, type ResumeRow, shownAvatar } from '../resumes/index.ts'

/** The pictures that a stranger may see once she agreed: of herself and her work, never of papers, other people or other hosts. */
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

/** The one place where public pages take pictures from. */
export function* publicPhotos(
  t: Q,
  ctx: Ctx,
  row: Pick<ResumeRow, 'id' | 'avatarUrl' | 'filesVersion'>,
): Op<PublicPhotos> {
  const { links, now } = ctx
  const until = publicLinkEnd(now)
  const look = { links, now, filesVersion: row.filesVersion, full: false, until }
  const ours = (yield* listFiles(t, ctx, row.id)).filter((file) => !isElsewhere(file))
  const fields = fileFields(ours, look)
  return {
    avatarUrl: shownAvatar(ctx, row.avatarUrl, { until }),
    photoUrls: fields.photoUrls,
    confinementMealPhotoUrls: fields.confinementMealPhotoUrls,
    cookingPhotoUrls: fields.cookingPhotoUrls,
    complementaryFoodPhotoUrls: fields.complementaryFoodPhotoUrls,
    selfIntroductionVideoUrl: fields.selfIntroductionVideoUrl,
  }
}
