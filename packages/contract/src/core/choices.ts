/** One value of a dictionary with its Chinese label. Free of zod, so that both ends read dictionaries. */
export interface Choice {
  readonly value: string
  readonly label: string
}
export type ValueOf<T extends readonly Choice[]> = T[number]['value']

/** Declares a dictionary. The identity function: it exists so that the values stay literal types. */
export const choices = <const T extends readonly Choice[]>(list: T): T => list

/** A dictionary whose stored value is the Chinese label itself, as old clients and imported data have it. */
export const labelChoices = <const T extends readonly string[]>(...values: T) =>
  values.map((value) => ({ value, label: value })) as { [K in keyof T]: { value: T[K]; label: T[K] } }

/** The label of a stored value; an unknown value is shown as it is, a missing one as an empty string. */
export const labelOf = (list: readonly Choice[], value: string | null | undefined): string =>
  list.find((choice) => choice.value === value)?.label ?? value ?? ''
