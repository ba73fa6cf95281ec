import { labelOf, type Choice } from '@qingpin/contract/core/choices'

export interface FilterGroup<N extends string> {
  readonly name: N
  readonly title: string
  readonly options: readonly Choice[]
  /** many: any of them; span: neighbours of a scale; one: a second tap takes it back. */
  readonly pick: 'many' | 'span' | 'one'
  /** What is chosen, in one phrase; by default the label of each. */
  readonly words?: (chosen: readonly string[]) => string
}

/** What is chosen in each group, as the values of its chips. */
export type Filter<N extends string> = Readonly<Record<N, readonly string[]>>

export interface FilterKind<N extends string> {
  /** Those of the sheet. */
  readonly groups: readonly FilterGroup<N>[]
  /** The group that one line above the list shows, in or outside the sheet. */
  readonly line: FilterGroup<N> | undefined
  readonly none: Filter<N>
  /** After a tap on a chip of the sheet. */
  readonly toggled: (filter: Filter<N>, name: N, value: string) => Filter<N>
  /** After a tap in the line: that one alone, or all again after a second tap. */
  readonly withLine: (filter: Filter<N>, value: string) => Filter<N>
  /** Nothing chosen in the sheet. */
  readonly sheetCleared: (filter: Filter<N>) => Filter<N>
  /** Nothing chosen but in the line. */
  readonly lineOnly: (filter: Filter<N>) => Filter<N>
  readonly isFiltered: (filter: Filter<N>) => boolean
  /** What is chosen, in words, but for the line, which shows it itself. */
  readonly words: (filter: Filter<N>) => readonly string[]
}

/** A scale is filtered from–to, so what lies between two chosen bands is chosen with them. */
function stretched(options: readonly Choice[], chosen: readonly string[], tapped: string): readonly string[] {
  const at = (value: string) => options.findIndex((option) => option.value === value)
  const places = chosen.map(at)
  const [low, high, here] = [Math.min(...places), Math.max(...places), at(tapped)]
  if (places.length === 0) return [tapped]
  if (chosen.includes(tapped)) {
    return here === low || here === high ? chosen.filter((value) => value !== tapped) : [tapped]
  }
  return options.slice(Math.min(low, here), Math.max(high, here) + 1).map((option) => option.value)
}

function tapped<N extends string>({ options, pick }: FilterGroup<N>, chosen: readonly string[], value: string) {
  if (pick === 'span') return stretched(options, chosen, value)
  if (chosen.includes(value)) return chosen.filter((other) => other !== value)
  return pick === 'one' ? [value] : [...chosen, value]
}

/** Declares the filter of a list: the groups of its sheet, and the one that a line above the list shows. */
export function defineFilter<N extends string>(
  groups: readonly FilterGroup<N>[],
  line?: FilterGroup<N>,
): FilterKind<N> {
  const all = line ? [line, ...groups.filter(({ name }) => name !== line.name)] : groups
  const empty = (some: readonly FilterGroup<N>[]) =>
    Object.fromEntries(some.map(({ name }) => [name, []])) as unknown as Filter<N>
  const none = empty(all)
  const change = (filter: Filter<N>, name: N, chosen: readonly string[]): Filter<N> => ({ ...filter, [name]: chosen })
  return {
    groups,
    line,
    none,
    toggled: (filter, name, value) => {
      const group = groups.find((one) => one.name === name)
      return group ? change(filter, name, tapped(group, filter[name], value)) : filter
    },
    withLine: (filter, value) => {
      if (!line) return filter
      const [only, ...others] = filter[line.name]
      const again = only === value && others.length === 0
      return change(filter, line.name, again || value === '' ? [] : [value])
    },
    sheetCleared: (filter) => ({ ...filter, ...empty(groups) }),
    lineOnly: (filter) => (line ? change(none, line.name, filter[line.name]) : none),
    isFiltered: (filter) => all.some(({ name }) => filter[name].length > 0),
    words: (filter) =>
      groups
        .filter(({ name }) => name !== line?.name && filter[name].length > 0)
        .flatMap(({ name, options, words }) =>
          words ? [words(filter[name])] : filter[name].map((value) => labelOf(options, value)),
        ),
  }
}

/** The chosen values of these groups as the API takes lists: joined by commas, and absent when nothing is chosen. */
export const joined = <N extends string>(filter: Filter<N>, names: readonly N[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (filter[name].length > 0 ? [[name, filter[name].join(',')]] : [])))
