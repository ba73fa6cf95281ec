import { StoreError } from './errors.ts'

/** From and to inclusive; undefined when the whole is asked for, or the header is none that a store heeds. */
export function rangeIn(header: string | undefined, size: number): { from: number; to: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (from >= size || from > to) {
    throw new StoreError(416, 'InvalidRange', 'The requested range cannot be satisfied.', {
      ActualObjectSize: String(size),
      RangeRequested: header ?? '',
    })
  }
  return { from, to }
}
