import type { WorkExperience } from './resumes.table.ts'

/** What is stored where an input has no value. */
export const DEFAULTS = {
  experienceYears: 0,
  expectedSalary: 0,
  orderStatus: 'accepting',
  availability: 'unset',
  leadSource: 'other',
  skills: [] as string[],
  serviceArea: [] as string[],
  workExperiences: [] as WorkExperience[],
}
