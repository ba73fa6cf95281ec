import type { FieldError } from '@qingpin/contract/client'
import type { core, ZodError } from 'zod'

type Issue = core.$ZodIssue

/** Of a failed union, the branch that came nearest: the last one, where our optional fields keep their real schema. */
const nearest = (issue: Issue): Issue[] =>
  issue.code === 'invalid_union' && issue.errors.length > 0
    ? (issue.errors.at(-1) ?? []).flatMap((inner) =>
        nearest({ ...inner, path: [...issue.path, ...inner.path] } as Issue),
      )
    : [issue]

/** Whether the input has nothing at a path; the checks themselves do not tell "missing" from "wrong". */
function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined | null)?.[key], input)
  return value === undefined || value === null || value === ''
}

/** Ours are Chinese from the first letter; the library's English ones may quote a Chinese choice or key. */
const OURS = /^\P{Script=Latin}*\p{Script=Han}/u

/** A sentence in Chinese for what one check found. Our own sentences, from custom checks, pass as they are. */
function sentence(issue: Issue, input: unknown): string {
  if (OURS.test(issue.message)) return issue.message
  if (isMissing(input, issue.path)) return '这一项要填。'
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? '这一项要填。' : `至少${issue.minimum}个字。`
      return issue.origin === 'array' ? `至少选${issue.minimum}项。` : `不能小于${issue.minimum}。`
    case 'too_big':
      if (issue.origin === 'string') return `最多${issue.maximum}个字。`
      return issue.origin === 'array' ? `最多${issue.maximum}项。` : `不能大于${issue.maximum}。`
    case 'invalid_value':
      return '不在可选的范围里。'
    case 'invalid_format':
      if (issue.format === 'url') return '网址要以 http:// 或 https:// 开头。'
      if (issue.format === 'email') return '邮箱要写成 name@example.com 的样子。'
      return '这一项没看懂，请重新填。'
    default:
      return '这一项没看懂，请重新填。'
  }
}

/** One entry per faulty field, in the order of the schema. */
export function fieldErrors(error: ZodError, input: unknown): FieldError[] {
  const found = new Map<string, string>()
  for (const issue of error.issues.flatMap(nearest)) {
    const field = issue.path.join('.')
    if (!found.has(field)) found.set(field, sentence(issue, input))
  }
  return [...found].map(([field, message]) => ({ field, message }))
}
