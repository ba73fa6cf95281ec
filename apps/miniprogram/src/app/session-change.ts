import { create } from 'zustand'

/** What happened to the session without the person's doing. */
export type SessionChange =
  | { readonly kind: 'role'; readonly label: string }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'ended' }
  /** In another tab of the browser: logged out, or logged in as another account. */
  | { readonly kind: 'left' }
  | { readonly kind: 'account'; readonly name: string }

export const useSessionChange = create<{ readonly change: SessionChange | undefined }>(() => ({ change: undefined }))

/** Shown over the screen in front until the person has read it. */
export const announceSessionChange = (change: SessionChange): void => useSessionChange.setState({ change })
export const dismissSessionChange = (): void => useSessionChange.setState({ change: undefined })
