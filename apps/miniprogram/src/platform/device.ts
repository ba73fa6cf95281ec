import type { BarGeometry } from './device.types'

export declare function barGeometry(): BarGeometry

/** The type size that the system asks for, 1 = normal. */
export declare function systemScale(): number

export declare function prefersDark(): boolean

export declare function onSystemTheme(listener: (dark: boolean) => void): () => void

/** A name a person recognises in the list of their devices. */
declare function deviceName(): string
