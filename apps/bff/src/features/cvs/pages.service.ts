import { wordsBySection } from '@qingpin/cv/outline'
import { MISSING_SIGNS_SHOWN, PDF_RETRY_SECONDS } from '@qingpin/contract/cvs/cvs.rules'
import { type Ctx, requirePerson } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { type CvSheet, PdfFailure } from '../../ports/pdf.port.ts'
import { moderateFields } from '../../moderation/index.ts'
import { type CvRow, documentOf, findCv } from './cvs.repo.ts'
import { sheetOf } from './cvs.view.ts'

async function requireOwn(ctx: Ctx, id: string): Promise<CvRow> {
  const row = await findCv(ctx, requirePerson(ctx), id)
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** Turns a failure of the typesetter into PDF_FAILED, which says that the CV itself is safe. */
async function whileSetting<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof PdfFailure)) throw error
    throw new AppError('PDF_FAILED', { retryAfterSeconds: PDF_RETRY_SECONDS, cause: error })
  }
}

/**
 * A CV in the app is read by its author alone; as a file it is sent to others. Fails with TEXT_REFUSED and the section.
 * Where WeChat gives no verdict the file is made: the author alone decides who gets it.
 */
export async function pdf(ctx: Ctx, id: string): Promise<Response> {
  const row = await requireOwn(ctx, id)
  await moderateFields(ctx, 'profile', wordsBySection(documentOf(ctx, row)))
  const sheet = sheetOf(ctx, row)
  const { bytes } = await whileSetting(ctx.pdf.print(sheet))
  return new Response(bytes, {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': dispositionOf(sheet),
    },
  })
}

export async function preview(ctx: Ctx, id: string, page: number | undefined) {
  const row = await requireOwn(ctx, id)
  const sheet = sheetOf(ctx, row)
  if (page === undefined) {
    const { pages, missing } = await whileSetting(ctx.pdf.print(sheet))
    return { pages, version: row.version, fileName: fileNameOf(sheet), missing: missing.slice(0, MISSING_SIGNS_SHOWN) }
  }
  const jpeg = await whileSetting(ctx.pdf.picture(sheet, page))
  if (!jpeg) throw new AppError('NOT_FOUND')
  return new Response(jpeg, { headers: { 'content-type': 'image/jpeg', 'content-length': String(jpeg.length) } })
}

/** The file name, without characters that a file system or a header would misread. */
// oxlint-disable-next-line no-control-regex -- control characters are replaced
const fileNameOf = ({ title }: CvSheet): string => `${title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').trim()}.pdf`

/** The file name in both forms of RFC 6266: plain for old programs, and UTF-8 by RFC 5987. */
function dispositionOf(sheet: CvSheet): string {
  const hex = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  const encoded = encodeURIComponent(fileNameOf(sheet)).replace(/['()*]/g, hex)
  return `attachment; filename="cv.pdf"; filename*=UTF-8''${encoded}`
}
