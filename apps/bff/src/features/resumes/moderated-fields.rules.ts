import type { WorkExperience } from './resumes.table.ts'

/** Free texts that a worker writes and strangers read. */
export const FREE_FIELDS = ['selfIntroduction', 'certificatesText', 'familySituation'] as const

type Input = { name?: string | undefined } & { [F in (typeof FREE_FIELDS)[number]]?: string | null | undefined } & {
  workExperiences?: readonly Pick<WorkExperience, 'description'>[] | null | undefined
}

/** The texts of an input that are moderated, by field. */
export function moderatedFields(input: Input): Record<string, string | null | undefined> {
  const stays = (input.workExperiences ?? []).map((stay, i) => [`workExperiences.${i}.description`, stay.description])
  const free = FREE_FIELDS.map((field) => [field, input[field]])
  return Object.fromEntries([['name', input.name], ...free, ...stays])
}

/** Whether a text without a verdict waits for one. A name does not: staff reads it before the worker is listed. */
export const isAwaited = ({ field }: { field: string }): boolean => field !== 'name'
