import type { LocalState, Picture } from './rtc.types'

export interface PeerPictureProps {
  readonly picture: Picture | undefined
  readonly className: string
  /** The browser plays no sound before the person has touched the page; `play` is for that touch. */
  readonly onBlocked: () => void
  /** Changes with each touch that asks to be heard. */
  readonly touch: number
}

export interface OwnPictureProps {
  readonly local: LocalState
  readonly className: string
}
