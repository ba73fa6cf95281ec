import { aPhone } from './harness.ts'

let serial = 0

/** What a registration must at least say; each call gives another number. */
export const aWorker = (over: Record<string, unknown> = {}) => ({
  name: '钱小燕',
  gender: 'female' as const,
  age: 40,
  jobType: 'yuesao',
  phone: aPhone(),
  ...over,
})

/** A woman's well-formed id number with a right check digit; each call gives another one. */
export function anIdNumber(): string {
  const head = `11010119800101${String(100 + 2 * serial++).slice(-3)}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(head[i]), 0)
  return head + '10X98765432'[sum % 11]
}
