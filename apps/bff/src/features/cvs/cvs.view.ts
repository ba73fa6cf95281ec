import { outlineOf } from '@qingpin/cv/outline'
import { summaryOf } from '@qingpin/cv/summary'
import type { Ctx } from '../../context.ts'
import type { CvSheet } from '../../ports/pdf.port.ts'
import { type CvRow, documentOf } from './cvs.repo.ts'

const times = ({ createdAt, updatedAt }: CvRow) => ({
  createdAt: new Date(createdAt).toISOString(),
  updatedAt: new Date(updatedAt).toISOString(),
})

export function cvCard(ctx: Ctx, row: CvRow) {
  const { id, title, version } = row
  const { name, role, latest, filled } = summaryOf(documentOf(ctx, row))
  return { id, title, version, name, role, latest, filled: [...filled], ...times(row) }
}

export function cvDetail(ctx: Ctx, row: CvRow) {
  const { id, title, version } = row
  return { id, title, version, document: documentOf(ctx, row), ...times(row) }
}

/** The printable form of a row; its title is the file name too. */
export function sheetOf(ctx: Ctx, row: CvRow): CvSheet {
  const outline = outlineOf(documentOf(ctx, row))
  return { title: [outline.name || '简历', outline.role].filter(Boolean).join('-'), outline }
}
