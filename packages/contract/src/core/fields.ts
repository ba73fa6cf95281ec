import { z } from 'zod'
import type { Choice } from './choices.ts'
import {
  idNumberProblem,
  isPhone,
  nameProblem,
  phoneDigits,
  phoneProblem,
  tidyIdNumber,
  tidyName,
} from './identity.rules.ts'

/** 24 lower-case hex digits. Anything else cannot name a row. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/)
export const IdParams = z.object({ id: Id })

/**
 * A field that may be empty: `null` or blanks mean "nothing". On create that is the same as leaving the field out, on
 * update it clears the stored value.
 */
export const optional = <T extends z.ZodType>(schema: T) =>
  z
    .union([
      z
        .string()
        .regex(/^\s*$/)
        .transform(() => null),
      z.null(),
      schema,
    ])
    .optional()

/** An optional text of at most `max` characters, outer blanks cut. */
export const text = (max: number) => optional(z.string().trim().max(max))

/** One value of a dictionary; its Chinese label and old aliases are accepted too. */
export const choice = <const T extends readonly Choice[]>(list: T, aliases: Readonly<Record<string, string>> = {}) => {
  type Value = T[number]['value']
  const values = list.map((c) => c.value) as [Value, ...Value[]]
  return z.preprocess<unknown, z.ZodEnum<{ [V in Value]: V }>, Value | (string & {})>(
    (input) =>
      typeof input === 'string' ? (list.find((c) => c.label === input)?.value ?? aliases[input] ?? input) : input,
    z.enum(values) as unknown as z.ZodEnum<{ [V in Value]: V }>,
  )
}

/** A whole number within the bounds, or its decimal string; fractions are cut. */
export const whole = (min: number, max: number) =>
  z.preprocess<unknown, z.ZodNumber, number | string>((input) => {
    const n = typeof input === 'string' && input.trim() !== '' ? Number(input) : input
    return typeof n === 'number' && Number.isFinite(n) ? Math.floor(n) : n
  }, z.number().min(min).max(max))

/** A calendar day; ISO date-times and slashes are cut down to `YYYY-MM-DD`. */
export const Day = z.string().transform((input, ctx) => {
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(input.trim())
  const day = parts ? `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}` : ''
  const time = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) {
    ctx.addIssue({ code: 'custom', message: '日期要写成2026-11-28的样子。' })
  }
  return day
})
/** A month as `YYYY-MM`, or a day. */
// The branch aborts: otherwise the union would report the message of this branch.
export const Month = z.union([z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { abort: true }), Day])

/** An http or https address. */
export const Url = z.url({ protocol: /^https?$/ }).max(1000)

/** A mainland mobile number in any usual spelling; the output is its 11 digits. */
export const Phone = z
  .string()
  .max(40)
  .transform((text, ctx) => {
    const problem = phoneProblem(text)
    if (problem) ctx.addIssue({ code: 'custom', message: problem })
    return phoneDigits(text)
  })
  .refine(isPhone)

/** A name of 2 to 20 characters, inner blanks collapsed. */
export const Name = z
  .string()
  .max(100)
  .transform(tidyName)
  .superRefine((name, ctx) => {
    const problem = nameProblem(name)
    if (problem) ctx.addIssue({ code: 'custom', message: problem })
  })

/** An id number in its stored form; a wrong check digit is accepted. */
export const IdNumber = z
  .string()
  .max(40)
  .transform(tidyIdNumber)
  .superRefine((number, ctx) => {
    const problem = idNumberProblem(number)
    if (problem) ctx.addIssue({ code: 'custom', message: problem })
  })
