import type { ReactNode } from 'react'

export const withDesk = (pages: ReactNode): ReactNode => pages
