import { isApiError } from '@qingpin/contract/client'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { showFirstProblem } from '@/ui/first-problem'
import { problemOf, type ErrorWords, type Problem } from '@/ui/read-error'
import { overLimit } from '@/ui/text-limit'

/** A sentence by field path (`phone`, `workExperiences.0.startDate`); that of the form as a whole under `form`. */
export type Problems = Readonly<Record<string, string>>

export interface FormState<V extends object> {
  /** What the server has, or the empty form. */
  readonly base: V
  readonly values: V
  readonly problems: Problems
  /** For a form that fits one screen: any change takes away all problems, to be found anew on submit. */
  readonly clearsAll?: boolean
  /** How long the texts of its fields may be, as its fields have said. */
  readonly limits?: Readonly<Record<string, number>>
  /** The reference to quote when the problem of the whole form was unexpected. */
  readonly reference?: string | undefined
}

/** A form, with what a feature adds to its state. */
export type Form<V extends object, X extends object = object> = StoreApi<FormState<V> & X>

/** Any form of these values, with any state that a feature adds. */
export interface AnyForm<V extends object> {
  readonly getState: () => FormState<V>
  readonly getInitialState: () => FormState<V>
  readonly setState: (change: (state: FormState<V>) => Partial<FormState<V>>) => void
  readonly subscribe: (listener: (now: FormState<V>, before: FormState<V>) => void) => () => void
}

export const createForm = <V extends object, X extends object = object>(
  base: V,
  values: V = base,
  extra: X = {} as X,
): Form<V, X> => createStore<FormState<V> & X>(() => ({ ...extra, base, values, problems: {} }))

/** Leaves out what is recorded at a field or inside it; the same record when there is nothing. */
export function without<T>(record: Readonly<Record<string, T>>, ...names: readonly string[]) {
  const stale = (path: string) => names.some((name) => path === name || path.startsWith(`${name}.`))
  return Object.keys(record).some(stale)
    ? Object.fromEntries(Object.entries(record).filter(([path]) => !stale(path)))
    : record
}

/** What typing changes: the values, and the problems of these fields and of the whole form are gone. */
export const typed = <V extends object>({ values, problems, clearsAll }: FormState<V>, change: Partial<V>) => ({
  values: { ...values, ...change },
  problems: clearsAll ? {} : without(problems, 'form', ...Object.keys(change)),
  reference: undefined,
})

export const setValues = <V extends object>(form: AnyForm<V>, change: Partial<V>): void =>
  form.setState((state) => typed(state, change))

export function showProblems<V extends object>(form: AnyForm<V>, problems: Problems): void {
  form.setState(() => ({ problems, reference: undefined }))
  // Also when they stood there before, out of sight.
  if (Object.keys(problems).length > 0) showFirstProblem()
}

/** Shows why the form as a whole was not taken. */
export const showProblem = <V extends object>(form: AnyForm<V>, { text, reference }: Problem): void =>
  form.setState(() => ({ problems: { form: text }, reference }))

/** A field says how long its text may be. */
export const limitText = <V extends object>(form: AnyForm<V>, name: string, max: number): void =>
  form.setState(({ limits }) => (limits?.[name] === max ? {} : { limits: { ...limits, [name]: max } }))

/** The fields whose text is too long. */
export function tooLong<V extends object>({ values, limits = {} }: FormState<V>): Problems {
  const problems: Record<string, string> = {}
  for (const [name, max] of Object.entries(limits)) {
    const text: unknown = values[name as keyof V]
    const over = typeof text === 'string' ? overLimit(text, max) : undefined
    if (over) problems[name] = over
  }
  return problems
}

/** Puts a refusal where it belongs: at the fields that it names, else, in `words`, at the form as a whole. */
export function showRefusal<V extends object>(form: AnyForm<V>, error: unknown, words?: ErrorWords): void {
  const fields = isApiError(error) ? error.fields : {}
  if (Object.keys(fields).length > 0) return showProblems(form, fields)
  showProblem(form, problemOf(error, words))
}
