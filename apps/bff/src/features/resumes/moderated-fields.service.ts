import * as audit from '../../audit/audit.ts'
import type { Moderate } from '../../moderation/index.ts'
import { FREE_FIELDS } from './moderated-fields.rules.ts'
import { lockResume, updateResume } from './record.repo.ts'
import { UNQUOTED } from '../../audit/audit.rules.ts'

/** Empties a text that moderation refused, unless it was changed meanwhile. */
export const moderateResumeText: Moderate = function* (t, ctx, { id, text }) {
  const row = yield* lockResume(t, ctx, { id })
  if (!row) return
  const field = FREE_FIELDS.find((one) => row[one] === text)
  const stays = row.workExperiences.map((stay) => (stay.description === text ? { ...stay, description: '' } : stay))
  const changed = stays.some((stay, i) => stay !== row.workExperiences[i])
  if (!field && !changed) return
  const name = field ?? 'workExperiences'
  yield* audit.record(t, ctx, { action: 'resume.moderate', subjectId: id, changes: { [name]: [UNQUOTED, null] } })
  yield* updateResume(t, ctx, row, field ? { [field]: null } : { workExperiences: stays })
}
