import type { SubscribeAnswers } from './subscribe.types'

// A browser has no such messages.
export const hasSubscribe = false

export const requestSubscribe = (_templateIds: readonly string[]): Promise<SubscribeAnswers> => Promise.resolve({})
