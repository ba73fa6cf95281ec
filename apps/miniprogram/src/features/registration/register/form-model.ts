import { serverNow } from '@/app/clock'
import {
  ageProblem,
  idNumberProblem,
  idNumberWarnings,
  nameProblem,
  tidyIdNumber,
  phoneDigits,
  phoneProblem,
} from '@qingpin/contract/core/identity.rules'
import { RESUME_MAX } from '@qingpin/contract/resumes/resumes.rules'
import { storedName, storedText } from '@qingpin/contract/core/text'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Options } from '@qingpin/contract/core/define'

export const STEPS = 6
/** After the questions: all answers, before they are sent. */
export const SUMMARY = STEPS + 1

/** The answers as typed, named like the fields of the request, so that its problems can be shown at them. */
export interface FormValues {
  readonly name: string
  readonly gender: string
  readonly jobType: string
  readonly age: string
  readonly nativePlace: string
  readonly education: string
  readonly idNumber: string
  readonly experienceYears: string
  readonly expectedSalary: string
  readonly maternityNurseLevel: string
  readonly skills: readonly string[]
  readonly selfIntroduction: string
  readonly phone: string
  /** Read from the id card; no question asks for them. */
  readonly birthDate: string
  readonly ethnicity: string
  readonly hukouAddress: string
  /** Whether another number than the account's is given. */
  readonly otherPhone: boolean
  /** Whether she agrees to be listed once staff has reviewed her. */
  readonly agreesListed: boolean
}

export type FieldName = Exclude<keyof FormValues, 'otherPhone' | 'agreesListed'>
export type TextName = Exclude<FieldName, 'skills'>
export type FieldProblems = Partial<Record<FieldName, string>>

export const emptyValues: FormValues = {
  name: '',
  gender: '',
  jobType: '',
  age: '',
  nativePlace: '',
  education: '',
  idNumber: '',
  experienceYears: '',
  expectedSalary: '',
  maternityNurseLevel: '',
  skills: [],
  selfIntroduction: '',
  phone: '',
  birthDate: '',
  ethnicity: '',
  hukouAddress: '',
  otherPhone: false,
  agreesListed: false,
}

const stepOf: Record<FieldName, number> = {
  name: 1,
  gender: 1,
  jobType: 2,
  age: 3,
  nativePlace: 3,
  education: 3,
  idNumber: 3,
  experienceYears: 4,
  expectedSalary: 4,
  maternityNurseLevel: 4,
  skills: 5,
  selfIntroduction: 5,
  phone: 6,
  birthDate: 3,
  ethnicity: 3,
  hukouAddress: 3,
}

export const isFieldName = (name: string): name is FieldName => name in stepOf

/** The first step with a problem. */
export const stepWith = (problems: FieldProblems): number =>
  Math.min(
    STEPS,
    ...Object.keys(problems)
      .filter(isFieldName)
      .map((name) => stepOf[name]),
  )

/** The number that was typed, units and thousands commas ignored; NaN when it is none, undefined when nothing was. */
export function wholeOf(text: string, unit: RegExp): number | undefined {
  const tidy = storedText(text)
    .replace(/[\s,，]/g, '')
    .replace(unit, '')
  if (tidy === '') return undefined
  return /^\d{1,9}$/.test(tidy) ? Number(tidy) : Number.NaN
}

const ageOf = (values: FormValues) => wholeOf(values.age, /岁$/)
const yearsOf = (values: FormValues) => wholeOf(values.experienceYears, /年$/)
const payOf = (values: FormValues) => wholeOf(values.expectedSalary, /元$/)

function yearsProblem(years: number | undefined): string | undefined {
  if (years === undefined) return undefined
  if (Number.isNaN(years)) return '年数只写数字，比如5。不到1年写0。'
  return years > RESUME_MAX.experienceYears ? `年数最多写${RESUME_MAX.experienceYears}。` : undefined
}

function payProblem(pay: number | undefined): string | undefined {
  if (pay === undefined) return undefined
  if (Number.isNaN(pay)) return '工资只写数字，比如8000。'
  return pay > RESUME_MAX.expectedSalary ? '数字太大了，请写一个月的工资。' : undefined
}

const checks: Partial<Record<FieldName, (values: FormValues) => string | undefined>> = {
  name: ({ name }) => nameProblem(name),
  gender: ({ gender }) => (gender ? undefined : '请选性别。'),
  jobType: ({ jobType }) => (jobType ? undefined : '请选一样想做的工作。'),
  age: (values) => {
    const age = ageOf(values)
    return age !== undefined && Number.isNaN(age) ? '年龄只写数字，比如42。' : ageProblem(age)
  },
  idNumber: ({ idNumber }) => idNumberProblem(idNumber),
  experienceYears: (values) => yearsProblem(yearsOf(values)),
  expectedSalary: (values) => payProblem(payOf(values)),
  phone: ({ phone }) => phoneProblem(phone),
}

/** The problems of a step, one sentence per field. */
export function problemsOf(step: number, values: FormValues, givesPhone: boolean): FieldProblems {
  const problems: FieldProblems = {}
  for (const name of Object.keys(checks).filter(isFieldName)) {
    if (stepOf[name] !== step || (name === 'phone' && !givesPhone)) continue
    const problem = checks[name]?.(values)
    if (problem) problems[name] = problem
  }
  return problems
}

export function allProblems(values: FormValues, givesPhone: boolean): FieldProblems {
  const steps = Array.from({ length: STEPS }, (_, index) => problemsOf(index + 1, values, givesPhone))
  return steps.reduce((all, one) => ({ ...all, ...one }), {})
}

/** What does not fit about the id number, which is accepted all the same: cards with issuing mistakes exist. */
export function idNumberWarning({ idNumber, gender, birthDate }: Partial<FormValues>): string | undefined {
  const warnings = idNumberWarnings(idNumber ?? '', { gender, birthDate }, serverNow())
  return warnings.length > 0 ? `${warnings.join('')}没写错就继续。` : undefined
}

export type RegisterBody = NonNullable<Options<ContractMap['POST /api/resumes/miniprogram/self-register']>['body']>

/** The request body without unanswered fields. Without a phone the server takes the proved one of the account. */
export function bodyOf(values: FormValues, givesPhone: boolean): RegisterBody {
  const { gender, jobType, education, maternityNurseLevel: level, skills, birthDate, ethnicity, hukouAddress } = values
  const [years, pay] = [yearsOf(values), payOf(values)]
  const place = storedText(values.nativePlace)
  const number = tidyIdNumber(values.idNumber)
  const words = storedText(values.selfIntroduction)
  return {
    name: storedName(values.name),
    gender,
    jobType,
    age: ageOf(values) ?? 0,
    ...(place && { nativePlace: place }),
    ...(education && { education }),
    ...(number && { idNumber: number }),
    ...(birthDate && { birthDate }),
    ...(ethnicity && { ethnicity }),
    ...(hukouAddress && { hukouAddress }),
    ...(years === undefined ? {} : { experienceYears: years }),
    ...(pay === undefined ? {} : { expectedSalary: pay }),
    ...(jobType === 'yuesao' && level && { maternityNurseLevel: level }),
    ...(skills.length > 0 && { skills: [...skills] }),
    ...(words && { selfIntroduction: words }),
    ...(givesPhone && { phone: phoneDigits(values.phone) }),
  }
}
