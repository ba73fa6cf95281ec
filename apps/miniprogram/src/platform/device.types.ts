export interface BarGeometry {
  /** Height of the phone's status bar, in CSS px that are never converted. */
  readonly statusBar: number
  /** Height of our navigation bar. */
  readonly navBar: number
  /** What WeChat's capsule takes on the right; 0 where there is none. */
  readonly capsule: number
}
