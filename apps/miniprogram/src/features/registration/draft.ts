import { create } from 'zustand'
import { newIdempotencyKey } from '@/app/api'
import { currentSession, useSession } from '@/app/session'
import { getStored, removeStored, setStored } from '@/platform/storage'
import { emptyValues, STEPS, type FormValues, type Problems, type TextName } from './register/form-model'

/** Before anybody logs in a draft belongs to whoever holds the phone. */
const NOBODY = ''

export interface Draft {
  /** Id of the account, or NOBODY. */
  readonly owner: string
  readonly step: number
  readonly values: FormValues
  /** Of the request, from the first try until the next change. */
  readonly key: string | undefined
}

export const freshDraft = (owner: string): Draft => ({ owner, step: 1, values: emptyValues, key: undefined })

export function withValues(draft: Draft, change: Partial<FormValues>): Draft {
  return { ...draft, values: { ...draft.values, ...change }, key: undefined }
}

export const withStep = (draft: Draft, step: number): Draft => ({ ...draft, step: Math.min(Math.max(step, 1), STEPS) })

export const withOwner = (draft: Draft, owner: string): Draft => ({ ...draft, owner })

const isAnswer = (value: FormValues[keyof FormValues]) => (typeof value === 'boolean' ? value : value.length > 0)

export const isStarted = ({ step, values }: Draft): boolean => step > 1 || Object.values(values).some(isAnswer)

/** A stored draft of this owner; what an older version wrote is filled up or, when it fits nowhere, left out. */
export function readDraft(stored: unknown, owner: string): Draft | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { step, values, key, owner: of } = stored as Partial<Draft>
  if (of !== owner || typeof step !== 'number' || typeof values !== 'object' || values === null) return undefined
  const known = Object.entries(emptyValues).map(([name, empty]) => {
    const value: unknown = values[name as keyof FormValues]
    return [name, typeof value === typeof empty && Array.isArray(value) === Array.isArray(empty) ? value : empty]
  })
  const draft = {
    owner,
    values: Object.fromEntries(known) as FormValues,
    step,
    key: typeof key === 'string' ? key : undefined,
  }
  return withStep(draft, Math.floor(step) || 1)
}

const place = (owner: string) => `register-draft/${owner || 'nobody'}`

const find = (owner: string) => readDraft(getStored(place(owner)), owner)

/** Her own draft, else what was filled in on this phone before she logged in. */
function openDraft(): Draft {
  const user = currentSession()?.user
  if (!user) return find(NOBODY) ?? freshDraft(NOBODY)
  const own = find(user.id)
  const nobodys = user.role === 'personal' && !own ? find(NOBODY) : undefined
  if (!nobodys) return own ?? freshDraft(user.id)
  return moved(nobodys, user.id)
}

function moved(draft: Draft, owner: string): Draft {
  const next = withOwner(draft, owner)
  removeStored(place(draft.owner))
  if (isStarted(next)) setStored(place(owner), next)
  return next
}

interface DraftState {
  readonly draft: Draft
  /** Shown at the fields; not part of what is kept. */
  readonly problems: Problems
}

export const useDraft = create<DraftState>(() => ({ draft: openDraft(), problems: {} }))

export const currentDraft = (): Draft => useDraft.getState().draft

function keep(draft: Draft): void {
  setStored(place(draft.owner), draft)
  useDraft.setState({ draft })
}

function solved(names: readonly string[]): void {
  const { problems } = useDraft.getState()
  if (!names.some((name) => name in problems)) return
  useDraft.setState({
    problems: Object.fromEntries(Object.entries(problems).filter(([name]) => !names.includes(name))),
  })
}

export function change(values: Partial<FormValues>): void {
  keep(withValues(currentDraft(), values))
  solved(Object.keys(values))
}

export const changeText = (name: TextName, text: string): void => change({ [name]: text } as Partial<FormValues>)

export const showProblems = (problems: Problems): void => useDraft.setState({ problems })

export function goToStep(step: number): void {
  keep(withStep(currentDraft(), step))
}

/** The same key until an answer changes, so that trying again cannot register her twice. */
export function requireKey(): string {
  const key = currentDraft().key ?? newIdempotencyKey()
  keep({ ...currentDraft(), key })
  return key
}

export const forgetKey = (): void => keep({ ...currentDraft(), key: undefined })

export function dropDraft(): void {
  const { owner } = currentDraft()
  removeStored(place(owner))
  useDraft.setState({ draft: freshDraft(owner), problems: {} })
}

export const restoreDraft = (draft: Draft): void => keep(draft)

let formOpen = false

/** While the form is in front it is the same person who logs in or whose session ends: what she typed goes with her. */
export function setFormOpen(open: boolean): void {
  formOpen = open
}

useSession.subscribe(({ session }) => {
  const owner = session?.user.id ?? NOBODY
  const { draft } = useDraft.getState()
  if (owner === draft.owner) return
  if (formOpen) useDraft.setState({ draft: moved(draft, owner) })
  else useDraft.setState({ draft: openDraft(), problems: {} })
})

/** The step at which a begun registration waits; 0 when none was begun. */
export const useDraftStep = (): number => useDraft(({ draft }) => (isStarted(draft) ? draft.step : 0))
