import type { BarGeometry } from './device.types'

export declare function barGeometry(): BarGeometry

/** The type size that the system asks for, 1 = normal. */
export declare function systemScale(): number

export declare function prefersDark(): boolean

export declare function onSystemTheme(listener: (dark: boolean) => void): () => void

/** How tall the window is, in CSS px. */
export declare function windowHeight(): number
