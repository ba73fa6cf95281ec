export interface BackGuardProps {
  /** What the system's way back does on the page in front; undefined: it leaves the page. */
  readonly onBack: (() => void) | undefined
}
