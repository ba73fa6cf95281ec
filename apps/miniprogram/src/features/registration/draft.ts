import { useStore } from 'zustand'
import { newIdempotencyKey } from '@/app/api'
import { currentOwner, defineDraft, GUEST } from '@/app/drafts/drafts'
import { createForm, setValues, showProblems as showFormProblems, type FormState, type Problems } from '@/app/form/form'
import { currentSession, useSession } from '@/app/session'
import { emptyValues, STEPS, SUMMARY, type FormValues, type TextName } from './register/form-model'

export interface Draft {
  /** Id of the account, or GUEST. */
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

export const withStep = (draft: Draft, step: number): Draft => ({
  ...draft,
  step: Math.min(Math.max(step, 1), SUMMARY),
})

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
    const isList = Array.isArray(value) && value.every((one) => typeof one === 'string')
    const fits = Array.isArray(empty) ? isList : typeof value === typeof empty && value !== null
    return [name, fits ? value : empty]
  })
  const draft = {
    owner,
    values: Object.fromEntries(known) as FormValues,
    step,
    key: typeof key === 'string' ? key : undefined,
  }
  return withStep(draft, Math.floor(step) || 1)
}

const drafts = defineDraft<Draft>('registration', { read: readDraft, isBlank: (draft) => !isStarted(draft) })

export const draftOf = (owner: string) => drafts.of(undefined, owner)

/** Her own draft, else what was filled in on this phone before she logged in. */
function openDraft(): Draft {
  const owner = currentOwner()
  const own = draftOf(owner).read()
  if (own || currentSession()?.user.role !== 'personal') return own ?? freshDraft(owner)
  const guests = draftOf(GUEST).read()
  draftOf(GUEST).drop()
  return guests ? withOwner(guests, owner) : freshDraft(owner)
}

type Progress = Omit<Draft, 'values'>

const stateOf = ({ values, owner, step, key }: Draft) => ({ values, owner, step, key })

const { values: first, ...progress } = openDraft()

/** What is being filled in. One for the app: the card reader fills it too, and the home tab shows its step. */
export const registrationForm = createForm<FormValues, Progress>(emptyValues, first, progress)

const store = (draft: Draft) => draftOf(draft.owner).write(stateOf(draft))

store(registrationForm.getState())

registrationForm.subscribe((now, before) => {
  if (now.values !== before.values && now.key !== undefined && now.key === before.key) {
    registrationForm.setState({ key: undefined })
  } else if (now.values !== before.values || now.step !== before.step || now.key !== before.key) {
    store(now)
  }
})

export const useRegistrationForm = <T>(select: (state: FormState<FormValues> & Progress) => T): T =>
  useStore(registrationForm, select)

export const currentDraft = (): Draft => stateOf(registrationForm.getState())

export const change = (values: Partial<FormValues>): void => setValues(registrationForm, values)

export const changeText = (name: TextName, text: string): void => change({ [name]: text } as Partial<FormValues>)

export const showProblems = (problems: Problems): void => showFormProblems(registrationForm, problems)

export const goToStep = (step: number): void => registrationForm.setState({ step: withStep(currentDraft(), step).step })

/** The same key until an answer changes, so that trying again cannot register her twice. */
export function requireKey(): string {
  const key = currentDraft().key ?? newIdempotencyKey()
  registrationForm.setState({ key })
  return key
}

export const forgetKey = (): void => registrationForm.setState({ key: undefined })

const show = (draft: Draft) => registrationForm.setState({ ...stateOf(draft), problems: {}, reference: undefined })

export function dropDraft(): void {
  show(freshDraft(currentDraft().owner))
}

export const restoreDraft = (draft: Draft): void => registrationForm.setState(stateOf(draft))

let formOpen = false

/** While the form is in front it is the same person who logs in or whose session ends: what she typed goes with her. */
export function setFormOpen(open: boolean): void {
  formOpen = open
}

useSession.subscribe(() => {
  const draft = currentDraft()
  const owner = currentOwner()
  if (owner === draft.owner) return
  if (!formOpen || !isStarted(draft)) return show(openDraft())
  draftOf(draft.owner).drop()
  // What the account had begun earlier is asked about, not overwritten.
  draftOf(owner).setAside()
  registrationForm.setState({ owner })
  store(currentDraft())
})

/** The step at which a begun registration waits; 0 when none was begun. */
export const useDraftStep = (): number =>
  useRegistrationForm((draft) => (isStarted(draft) ? Math.min(draft.step, STEPS) : 0))
