import { useRef, useState } from 'react'
import { showRefusal, type Form, type Problems } from '@/app/form/form'
import { useForm, useFormDraft, useSubmit } from '@/app/form/use-form'
import type { DraftKind } from '@/app/drafts/drafts'
import type { DraftLine } from '@/app/drafts/use-draft-choice'
import { useAction } from '@/app/use-action'
import { isChanged } from './api'

/** What is stored while it is typed, with the version that it began from. */
export interface ContentDraft<V> {
  readonly version: number
  readonly base: V
  readonly values: V
}

/** What is stored of a banner or an article, read with care: an earlier version of the app may have written it. */
export function readContentDraft<V>(readValues: (stored: unknown) => V | undefined) {
  return (stored: unknown): ContentDraft<V> | undefined => {
    if (typeof stored !== 'object' || stored === null) return undefined
    const { version, base, values } = stored as Partial<Record<keyof ContentDraft<V>, unknown>>
    const [then, now] = [readValues(base), readValues(values)]
    return Number.isInteger(version) && then && now ? { version: Number(version), base: then, values: now } : undefined
  }
}

interface Saved {
  readonly version: number
  readonly updatedBy: string | null
}

interface ContentFormOptions<V extends object, S extends Saved> {
  readonly drafts: DraftKind<ContentDraft<V>>
  /** Absent for a new one. */
  readonly id: string | undefined
  readonly saved: S | undefined
  readonly empty: V
  readonly valuesOf: (saved: S) => V
  readonly check: (values: V) => Problems
  readonly send: (values: V, version: number) => Promise<unknown>
  /** What the server has now. */
  readonly readSaved: (id: string) => Promise<S>
  /** The parts in words. */
  readonly linesOf: (values: V) => readonly DraftLine[]
  /** The parts in which two differ, in words. */
  readonly partsOf: (mine: V, theirs: V) => readonly string[]
}

/** The form of a banner or an article: a draft on the phone, and a choice where a colleague saved meanwhile. */
export function useContentForm<V extends object, S extends Saved>(options: ContentFormOptions<V, S>) {
  const { drafts, id, saved, empty, valuesOf, check, send, readSaved, linesOf, partsOf } = options
  const [draft] = useState(() => drafts.of(id ?? 'new'))
  const [stored] = useState(() => draft.read())
  const fresh = saved ? valuesOf(saved) : empty
  const form: Form<V> = useForm<V>(stored?.base ?? fresh, stored?.values ?? fresh)
  const version = useRef(stored?.version ?? saved?.version ?? 0)
  const choice = useFormDraft(form, {
    draft,
    valueOf: (values) => ({ version: version.current, base: form.getState().base, values }),
    linesOf: ({ values }) => linesOf(values),
    use: ({ version: then, base, values }) => {
      version.current = then
      form.setState({ base, values, problems: {} })
    },
  })
  const [theirs, setTheirs] = useState<S>()
  const { submit, busy } = useSubmit(form, {
    check,
    send: async (values) => {
      await send(values, version.current)
      draft.drop()
    },
    onRefusal: (error) => {
      if (isChanged(error) && id !== undefined) void look(id)
      else showRefusal(form, error)
    },
  })
  const { run: look } = useAction(async (one: string) => setTheirs(await readSaved(one)), {
    problemOf: (error) => {
      showRefusal(form, error)
      return undefined
    },
  })
  const conflict = theirs && {
    by: theirs.updatedBy,
    parts: partsOf(form.getState().values, valuesOf(theirs)),
  }
  const useMine = () => {
    if (theirs) version.current = theirs.version
    setTheirs(undefined)
    void submit()
  }
  const useTheirs = () => {
    if (!theirs) return
    version.current = theirs.version
    const values = valuesOf(theirs)
    form.setState({ base: values, values, problems: {} })
    draft.drop()
    setTheirs(undefined)
  }
  return {
    form,
    submit,
    busy,
    drop: draft.drop,
    choice,
    conflict: { conflict, busy, onMine: useMine, onTheirs: useTheirs, onCancel: () => setTheirs(undefined) },
  }
}
