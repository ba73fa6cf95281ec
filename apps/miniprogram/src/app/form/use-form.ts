import { useEffect, useState } from 'react'
import type { Draft } from '../drafts/drafts'
import { useDraftChoice, type DraftChoiceProps, type DraftWords } from '../drafts/use-draft-choice'
import { useDraftWriter } from '../drafts/use-draft-writer'
import { useAction } from '../use-action'
import {
  createForm,
  showProblems,
  showRefusal,
  tooLong,
  type AnyForm,
  type Form,
  type FormState,
  type Problems,
} from './form'

/** The form of a page, made once; it begins with what a draft holds. */
export function useForm<V extends object>(base: V, draft?: V): Form<V> {
  const [form] = useState(() => createForm(base, draft, { clearsAll: true }))
  return form
}

export interface Submission<V extends object> {
  /** Finds the gaps before anything is sent. */
  readonly check: (values: V) => Problems
  /** Sends the values, and does what follows when they are taken. */
  readonly send: (values: V) => Promise<unknown>
  /** Shows a refusal; by default at the fields that it names, else at the form as a whole. */
  readonly onRefusal?: (error: unknown) => void
}

/** Checks and sends a form: busy meanwhile, problems and refusals at their fields. */
export function useSubmit<V extends object>(
  form: AnyForm<V>,
  { check, send, onRefusal = (error) => showRefusal(form, error) }: Submission<V>,
) {
  const { run, busy } = useAction(() => send(form.getState().values), {
    problemOf: (error) => {
      onRefusal(error)
      return undefined
    },
  })
  const submit = async (): Promise<boolean> => {
    const problems = { ...tooLong(form.getState()), ...check(form.getState().values) }
    showProblems(form, problems)
    return Object.keys(problems).length === 0 && run()
  }
  return { submit, busy }
}

interface FormDraft<V extends object, T> extends DraftWords<T> {
  /** Absent where what is typed is stored elsewhere. */
  readonly draft: Draft<T> | undefined
  readonly valueOf: (values: V) => T
  /** With every change, where a write costs little. */
  readonly atOnce?: boolean
}

const isUntouched = <V extends object>({ base, values }: FormState<V>): boolean =>
  JSON.stringify(base) === JSON.stringify(values)

/** Stores what is typed as a draft. Returns what `<DraftChoice>` asks where another draft of this form was left. */
export function useFormDraft<V extends object, T>(form: AnyForm<V>, options: FormDraft<V, T>): DraftChoiceProps {
  const { draft, valueOf, atOnce, linesOf, use } = options
  const writer = useDraftWriter(() => draft?.write(valueOf(form.getState().values)))
  useEffect(
    () =>
      form.subscribe((now, before) => {
        if (now.values === before.values) return
        if (atOnce) writer.now()
        else writer.later()
      }),
    [form, writer, atOnce],
  )
  const now = () => (isUntouched(form.getState()) ? undefined : valueOf(form.getState().values))
  return useDraftChoice(draft, { now, linesOf, use })
}
