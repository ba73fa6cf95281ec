import { JOB_TYPES, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import type { Ctx } from '../../context.ts'
import type { Op } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { StoreFailure } from '../../ports/object-store.port.ts'
import { PdfFailure, type PosterSheet } from '../../ports/pdf.port.ts'
import { readAvatar } from '../attachments/index.ts'
import { readPublic } from './public-workers.service.ts'
import { requireOpen } from './shares.service.ts'
import { linksOf } from './shares.view.ts'
import { POSTER_RETRY_SECONDS, POSTER_SKILLS, POSTER_TEXT_LENGTH } from './sharing.rules.ts'

const BEIJING = { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' } as const

const experienceIn = (years: number | null): string => {
  if (years === null) return ''
  return years > 0 ? `${years}年经验` : '不到1年经验'
}

const shortened = (text: string): string => {
  const letters = [...text.replace(/\s+/g, ' ').trim()]
  return letters.length > POSTER_TEXT_LENGTH ? `${letters.slice(0, POSTER_TEXT_LENGTH).join('')}…` : letters.join('')
}

const wordsOf = (ctx: Ctx, token: string) =>
  ctx.db.tx(function* (t): Op<{ sheet: PosterSheet; avatar: string }> {
    const { share, resume } = yield* requireOpen(t, ctx, token)
    const seen = yield* readPublic(t, ctx, resume)
    const sheet = {
      name: seen.name,
      trade: labelOf(JOB_TYPES, seen.jobType),
      pay: seen.expectedSalary > 0 ? `${seen.expectedSalary}元/月` : '薪资面议',
      facts: [`${seen.age}岁`, seen.nativePlace ?? '', experienceIn(seen.experienceYears)].filter(Boolean),
      skills: seen.skills.slice(0, POSTER_SKILLS).map((skill) => labelOf(SKILLS, skill)),
      words: shortened(seen.selfIntroduction ?? ''),
      agency: ctx.settings.agency.name,
      phone: ctx.settings.agency.phone,
      until: new Intl.DateTimeFormat('zh-CN', BEIJING).format(share.expiresAt),
      link: linksOf(ctx, token).link,
    }
    return { sheet, avatar: seen.avatarUrl === '' ? '' : resume.avatarUrl }
  })

/** The poster of an open link, with her picture where she shows it: what the link shows, as far as it fits, redacted as it is there. */
export async function sharedPoster(ctx: Ctx, token: string): Promise<Response> {
  const { sheet, avatar } = await wordsOf(ctx, token)
  try {
    const photo = avatar === '' ? undefined : await readAvatar(ctx, avatar)
    const jpeg = await ctx.pdf.poster({ ...sheet, photo })
    return new Response(jpeg, { headers: { 'content-type': 'image/jpeg', 'content-length': String(jpeg.length) } })
  } catch (error) {
    if (!(error instanceof PdfFailure || error instanceof StoreFailure)) throw error
    throw new AppError('PDF_FAILED', { retryAfterSeconds: POSTER_RETRY_SECONDS, cause: error })
  }
}
