import * as audit from '../../audit/audit.ts'
import type { TakeDown } from '../../moderation/index.ts'
import type { ResumeInput } from './resumes.columns.ts'
import { lockResume, updateResume } from './record.repo.ts'

const FREE_TEXTS = ['selfIntroduction', 'certificatesText', 'familySituation'] as const

/** What a worker writes freely about herself and strangers will read, by field. */
export function publicTexts(input: Pick<ResumeInput, (typeof FREE_TEXTS)[number] | 'workExperiences'>) {
  const stays = (input.workExperiences ?? []).map((stay, i) => [`workExperiences.${i}.description`, stay.description])
  return Object.fromEntries([...FREE_TEXTS.map((field) => [field, input[field]]), ...stays]) as Record<
    string,
    string | null | undefined
  >
}

/** Empties a text that should not be read by others, unless it was changed meanwhile. */
export const takeDownText: TakeDown = function* (t, ctx, { id, text }) {
  const row = yield* lockResume(t, ctx, { id })
  if (!row) return
  const field = FREE_TEXTS.find((one) => row[one] === text)
  const stays = row.workExperiences.map((stay) => (stay.description === text ? { ...stay, description: '' } : stay))
  const moved = stays.some((stay, i) => stay !== row.workExperiences[i])
  if (!field && !moved) return
  const name = field ?? 'workExperiences'
  yield* audit.record(t, ctx, { action: 'resume.take-down', subjectId: id, changes: { [name]: ['…', null] } })
  yield* updateResume(t, ctx, row, field ? { [field]: null } : { workExperiences: stays })
}
