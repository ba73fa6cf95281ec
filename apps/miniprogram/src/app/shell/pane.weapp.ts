import type { InBarProps, Pane } from './pane.types'

export const usePane = (): Pane | undefined => undefined
export const InBar = ({ children }: InBarProps) => children
