import type { ContractMap } from '@qingpin/contract/contract'
import type { Options } from '@qingpin/contract/core/define'
import { defineDraft } from '@/app/drafts/drafts'
import type { MyResume } from '@/features/my-resume'
import { bodyOf, emptyValues, type FormValues } from '../register/form-model'

export type Changes = NonNullable<Options<ContractMap['PATCH /api/resumes/mine']>['body']>

/** What the questions of the registration would have got to hear. */
export const valuesOf = (resume: MyResume): FormValues => ({
  ...emptyValues,
  name: resume.name,
  gender: resume.gender,
  jobType: resume.jobType,
  age: String(resume.age),
  nativePlace: resume.nativePlace ?? '',
  education: resume.education ?? '',
  idNumber: resume.idNumber ?? '',
  experienceYears: String(resume.experienceYears ?? ''),
  // Zero means that the pay is open.
  expectedSalary: resume.expectedSalary > 0 ? String(resume.expectedSalary) : '',
  maternityNurseLevel: resume.maternityNurseLevel ?? '',
  skills: resume.skills,
  selfIntroduction: resume.selfIntroduction ?? '',
  birthDate: resume.birthDate ?? '',
  ethnicity: resume.ethnicity ?? '',
  hukouAddress: resume.hukouAddress ?? '',
})

/** What differs from the resume; what was emptied is cleared. */
export function changesOf(base: FormValues, values: FormValues): Record<string, unknown> {
  const [before, after] = [bodyOf(base, false), bodyOf(values, false)] as Record<string, unknown>[]
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const differs = (name: string) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name])
  return Object.fromEntries(names.filter(differs).map((name) => [name, after?.[name] ?? null]))
}

interface Stored {
  readonly version: number
  readonly values: FormValues
}

function read(stored: unknown): Stored | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { version, values } = stored as Partial<Stored>
  if (typeof version !== 'number' || typeof values !== 'object' || values === null) return undefined
  const known = Object.entries(emptyValues).map(([name, empty]) => {
    const value: unknown = values[name as keyof FormValues]
    return [name, typeof value === typeof empty && Array.isArray(value) === Array.isArray(empty) ? value : empty]
  })
  return { version, values: Object.fromEntries(known) as FormValues }
}

/** What she has typed and not sent, about the version of her resume that she read. */
export const correctionDrafts = defineDraft<Stored>('correction', { read })
