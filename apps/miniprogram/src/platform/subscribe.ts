import type { SubscribeAnswers } from './subscribe.types'

/**
 * Asks for subscribe messages of up to three templates. Must be called in a tap, before anything is awaited. Resolves to
 * nothing where it cannot be asked.
 */
export declare function requestSubscribe(templateIds: readonly string[]): Promise<SubscribeAnswers>

/** Whether this platform has such messages at all. */
export declare const hasSubscribe: boolean
