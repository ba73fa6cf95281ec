import { createContext, useContext, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { NumberName } from '../api'
import type { FieldName } from './fields'
import { makeForm, type FormState, type FormStore } from './form-store'
import { EMPTY_VALUES } from './form-values'

export interface FormAround {
  readonly form: FormStore
  /** Whether the form creates a resume. */
  readonly fresh?: boolean
  /** Reveals a masked number; absent without the permission. */
  readonly onReveal?: ((name: NumberName) => void) | undefined
  /** A field was left. */
  readonly onLeave?: ((name: FieldName) => void) | undefined
}

const Around = createContext<FormAround>({ form: makeForm(EMPTY_VALUES) })

export function FormProvider({ around, children }: { readonly around: FormAround; readonly children: ReactNode }) {
  return <Around.Provider value={around}>{children}</Around.Provider>
}

export const useAround = (): FormAround => useContext(Around)

/** Draws again only when what is selected changes, so that a keystroke costs one field. */
export function useResumeForm<T>(select: (state: FormState) => T): T {
  return useStore(useAround().form, select)
}
