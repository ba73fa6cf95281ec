import type { PressAttributes, PressState } from './pressable.types'

/** Attributes that let a View be found, named and, on H5, reached by keyboard. */
export declare function pressable(state: PressState): PressAttributes
