import type { PrivacyAnswer } from './privacy.types'

export type { PrivacyAnswer } from './privacy.types'

/** Calls back when something wants to use what the privacy contract covers, and the person has not agreed to it yet. */
export declare function onPrivacyRequest(listener: (answer: PrivacyAnswer) => void): void

/** Opens the contract itself. */
export declare function openPrivacyContract(): void
