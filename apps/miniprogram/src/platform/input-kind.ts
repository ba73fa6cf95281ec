import type { InputKind, InputLabel, Keyboard } from './input-kind.types'

/** What Taro's Input needs to bring up this keyboard (and, on H5, the browser's autofill). */
export declare function inputKind(keyboard: Keyboard, label: string): InputKind

/** The name of an input, where the platform's screen reader looks for it. */
export declare function inputLabel(label: string): InputLabel
