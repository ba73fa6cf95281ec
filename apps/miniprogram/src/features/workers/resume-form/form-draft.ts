import { useDidHide } from '@tarojs/taro'
import { useEffect } from 'react'
import { currentSession } from '@/app/session'
import { getStored, removeStored, setStored } from '@/platform/storage'
import { FIELD_NAMES, type FieldName } from './fields'
import { changesOf, type FormStore } from './form-store'
import type { FormValues } from './form-values'

/** What was changed and not saved yet, kept on the phone. */
export interface FormDraft {
  readonly version: number
  readonly savedAt: number
  readonly values: Partial<FormValues>
  /** The same fields as they were read, to see whom a later save would overrule. */
  readonly base: Partial<FormValues>
}

/** Drafts belong to an account: the next person on this phone neither sees nor saves them. */
export const draftPlace = (resumeId: string): string =>
  `resume-draft/${currentSession()?.user.id ?? 'nobody'}/${resumeId}`

const pick = (values: FormValues, names: readonly FieldName[]): Partial<FormValues> =>
  Object.fromEntries(names.map((name) => [name, values[name]]))

/** Leaves out what an older version of the app wrote and this one does not know. */
function known(part: unknown, like: FormValues): Partial<FormValues> {
  if (typeof part !== 'object' || part === null) return {}
  const fits = ([name, value]: [string, unknown]) => {
    const field = FIELD_NAMES.find((one) => one === name)
    return field !== undefined && Array.isArray(value) === Array.isArray(like[field])
  }
  return Object.fromEntries(Object.entries(part).filter(fits))
}

export function readFormDraft(place: string, like: FormValues): FormDraft | undefined {
  const stored = getStored(place)
  if (typeof stored !== 'object' || stored === null) return undefined
  const { version, savedAt, values, base } = stored as Partial<Record<keyof FormDraft, unknown>>
  if (typeof version !== 'number' || typeof savedAt !== 'number') return undefined
  const mine = known(values, like)
  return Object.keys(mine).length > 0 ? { version, savedAt, values: mine, base: known(base, like) } : undefined
}

export const dropFormDraft = removeStored

function keep(form: FormStore, place: string): void {
  const state = form.getState()
  const names = changesOf(state)
  if (names.length === 0) return removeStored(place)
  const { values, base, version } = state
  const draft: FormDraft = { version, savedAt: Date.now(), values: pick(values, names), base: pick(base, names) }
  setStored(place, draft)
}

const STILL_MS = 400

/** Keeps the form on the phone whenever typing pauses, and at once when the page goes away. */
export function useKeptDraft(form: FormStore, place: string): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = form.subscribe((now, before) => {
      if (now.values === before.values) return
      clearTimeout(timer)
      timer = setTimeout(() => keep(form, place), STILL_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
      keep(form, place)
    }
  }, [form, place])
  useDidHide(() => keep(form, place))
}
