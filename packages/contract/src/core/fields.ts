import { z } from 'zod'
import type { Choice } from './choices.ts'
import { idNumberProblem, isPhone, nameProblem, phoneDigits, phoneProblem, tidyIdNumber } from './identity.rules.ts'
import { dayIn } from './days.ts'
import { storedName, storedText } from './text.ts'

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
        .refine((text) => storedText(text) === '')
        .transform(() => null),
      z.null(),
      schema,
    ])
    .optional()

/** A text as it is stored, of at most `max` characters. */
export const written = (max: number) => z.string().overwrite(storedText).max(max)

/** The same, and optional. */
export const text = (max: number) => optional(written(max))

/** A person's name: as it is stored, of at most 20 characters. @param what 姓名, 称呼 */
export const called = (what: string) =>
  z
    .string()
    .max(100)
    .overwrite(storedName)
    .superRefine((name, ctx) => {
      const problem = nameProblem(name, what)
      if (problem) ctx.addIssue({ code: 'custom', message: problem })
    })

const valueOf = (list: readonly Choice[], aliases: Readonly<Record<string, string>>, text: string): string =>
  list.find((choice) => choice.label === text)?.value ?? aliases[text] ?? text

/** One value of a dictionary; its Chinese label and old aliases are accepted too. */
export const choice = <const T extends readonly Choice[]>(list: T, aliases: Readonly<Record<string, string>> = {}) => {
  type Value = T[number]['value']
  const values = list.map((c) => c.value) as [Value, ...Value[]]
  return z.preprocess<unknown, z.ZodEnum<{ [V in Value]: V }>, Value | (string & {})>(
    (input) => (typeof input === 'string' ? valueOf(list, aliases, storedText(input)) : input),
    z.enum(values) as unknown as z.ZodEnum<{ [V in Value]: V }>,
  )
}

/** The number that a text writes, in whatever width of digits; anything else as it came. */
export const numberIn = (input: unknown): unknown => {
  const text = typeof input === 'string' ? storedText(input) : ''
  return text === '' ? input : Number(text)
}

/** A whole number within the bounds, or its decimal string; fractions are cut. */
export const whole = (min: number, max: number) =>
  z.preprocess<unknown, z.ZodNumber, number | string>((input) => {
    const n = numberIn(input)
    return typeof n === 'number' && Number.isFinite(n) ? Math.floor(n) : n
  }, z.number().min(min).max(max))

/** A calendar day, in any form that `dayIn` reads. */
export const Day = z.string().transform((input, ctx) => {
  const day = dayIn(storedText(input))
  if (day === undefined) ctx.addIssue({ code: 'custom', message: '日期要写成2026-11-28的样子。' })
  return day ?? ''
})

/** A month as `YYYY-MM`, or a day. */
// The branch aborts: otherwise the union would report the message of this branch.
export const Month = z.union([
  z
    .string()
    .overwrite(storedText)
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { abort: true }),
  Day,
])

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

/** The name of a person, of 1 to 20 characters. */
export const Name = called('姓名')

/** An id number in its stored form; a wrong check digit is accepted. */
export const IdNumber = z
  .string()
  .max(40)
  .transform(tidyIdNumber)
  .superRefine((number, ctx) => {
    const problem = idNumberProblem(number)
    if (problem) ctx.addIssue({ code: 'custom', message: problem })
  })
