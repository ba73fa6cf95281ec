import type { PrivacyAnswer } from './privacy.types'

export type { PrivacyAnswer } from './privacy.types'

// A browser asks for each device by itself.
export const onPrivacyRequest = (_listener: (answer: PrivacyAnswer) => void): void => undefined

export const openPrivacyContract = (): void => undefined
