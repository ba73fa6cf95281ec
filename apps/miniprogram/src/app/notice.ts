import { create } from 'zustand'

/** What happened to the session without the person's doing. */
export type Notice =
  | { readonly kind: 'role'; readonly label: string }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'ended' }

export const useNotice = create<{ readonly notice: Notice | undefined }>(() => ({ notice: undefined }))

/** Shown over whatever screen is in front, until the person has read it. */
export const announce = (notice: Notice): void => useNotice.setState({ notice })
export const dismissNotice = (): void => useNotice.setState({ notice: undefined })
