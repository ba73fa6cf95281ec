import {
  BASICS_FIELDS,
  INTENTION_FIELDS,
  isBulleted,
  LIST_FIELDS,
  SECTION_NAMES,
  type CvDocument,
  type EntryOf,
  type ListName,
} from '@qingpin/cv/document'
import { BULLETS_MAX, ENTRIES_MAX, excessOf, LINE_MAX, TEXT_MAX, TITLE_MAX } from '@qingpin/cv/limits'
import { normalised } from '@qingpin/cv/normalise'
import { z } from 'zod'
import { Id, written } from '../core/fields.ts'

const Line = z.string().max(LINE_MAX)
const Text = z.string().max(TEXT_MAX)
/** Ids are made by the phone. A dot would break the paths that contain them. */
const PartId = z.string().regex(/^[a-z0-9]{1,24}$/)

const lines = <F extends string>(fields: readonly F[]) =>
  z.object(Object.fromEntries(fields.map((field) => [field, Line])) as { [K in F]: typeof Line })

const uniqueIds = (parts: readonly { id: string }[]) => new Set(parts.map(({ id }) => id)).size === parts.length
const TWICE = '同一段出现了两次。'

const Bullets = z
  .array(z.object({ id: PartId, text: Text }))
  .max(BULLETS_MAX)
  .refine(uniqueIds, TWICE)

/** The one cast: the fields of an entry follow from the table in packages/cv. */
const listOf = <L extends ListName>(list: L) =>
  z
    .array(
      z.object({
        id: PartId,
        ...lines(LIST_FIELDS[list] as readonly string[]).shape,
        ...(isBulleted(list) ? { bullets: Bullets } : {}),
      }),
    )
    .max(ENTRIES_MAX)
    .refine(uniqueIds, TWICE) as unknown as z.ZodType<readonly EntryOf<L>[], readonly EntryOf<L>[]>

const Shape = z.object({
  version: z.literal(1),
  basics: lines(BASICS_FIELDS),
  intention: lines(INTENTION_FIELDS),
  work: listOf('work'),
  projects: listOf('projects'),
  education: listOf('education'),
  skills: listOf('skills'),
  certificates: listOf('certificates'),
  languages: listOf('languages'),
  selfEvaluation: Text,
})

/** Fails to compile when the schema and the document of packages/cv are no longer the same. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
const agrees: Same<Readonly<z.output<typeof Shape>>, CvDocument> = true
void agrees

/** The document as stored: without characters that cannot be seen or printed. */
export const Document = Shape.transform((document) => normalised(document)).superRefine((document, c) => {
  const excess = excessOf(document)
  if (excess) c.addIssue({ code: 'custom', message: excess })
})

export const Title = written(TITLE_MAX)

export const CvCard = z.object({
  id: Id,
  title: z.string(),
  name: z.string(),
  role: z.string(),
  latest: z.string(),
  filled: z.array(z.enum(SECTION_NAMES)),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

export const CvDetail = z.object({
  id: Id,
  title: z.string(),
  version: z.number().int(),
  document: Shape,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
