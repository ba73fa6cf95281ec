import type { InputKind, InputLabel, Keyboard } from './input-kind.types'

/** What Taro's Input needs to bring up this keyboard (and, on H5, the browser's autofill). */
export declare function inputKind(keyboard: Keyboard, label: string): InputKind

/** The label of an input, as the screen reader of the platform reads it. */
export declare function inputLabel(label: string): InputLabel
