import type { ResumeDetail } from '../api'
import { TEXT_NAMES, type TextName } from './fields'

/** One stay of her work, as typed. */
export interface Stay {
  /** A key of this form only, so that a stay keeps its inputs when others move. */
  readonly key: string
  readonly startDate: string
  readonly endDate: string
  readonly jobType: string
  readonly district: string
  readonly customerName: string
  readonly orderNumber: string
  readonly description: string
  readonly customerReview: string
  readonly photos: readonly string[]
}

export type StayText = Exclude<keyof Stay, 'key' | 'photos'>

/** The values as typed in the fields, before they are converted for the wire. */
export type FormValues = Readonly<Record<TextName, string>> & {
  readonly skills: readonly string[]
  readonly serviceArea: readonly string[]
  readonly workExperiences: readonly Stay[]
}

let made = 0

export function newStay(): Stay {
  made += 1
  return {
    key: `stay${made}-${Date.now().toString(36)}`,
    startDate: '',
    endDate: '',
    jobType: '',
    district: '',
    customerName: '',
    orderNumber: '',
    description: '',
    customerReview: '',
    photos: [],
  }
}

const texts = (read: (name: TextName) => string): Record<TextName, string> =>
  Object.fromEntries(TEXT_NAMES.map((name) => [name, read(name)])) as Record<TextName, string>

export const EMPTY_VALUES: FormValues = { ...texts(() => ''), skills: [], serviceArea: [], workExperiences: [] }

/** Zero pay means that it is open. */
const said = (name: TextName, value: string | number | null): string =>
  value === null || (value === 0 && name === 'expectedSalary') ? '' : String(value)

export const valuesOf = (resume: ResumeDetail): FormValues => ({
  ...texts((name) => said(name, resume[name])),
  skills: resume.skills,
  serviceArea: resume.serviceArea,
  workExperiences: resume.workExperiences.map((entry) => ({
    key: newStay().key,
    startDate: entry.startDate ?? '',
    endDate: entry.endDate ?? '',
    jobType: entry.jobType ?? '',
    district: entry.district ?? '',
    customerName: entry.customerName ?? '',
    orderNumber: entry.orderNumber ?? '',
    description: entry.description,
    customerReview: entry.customerReview ?? '',
    photos: entry.photos,
  })),
})
