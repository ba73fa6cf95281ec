import type { LocalState, Picture } from './rtc.types'

export interface PeerPictureProps {
  readonly picture: Picture | undefined
  readonly className: string
  /** Called when the browser refuses to play sound before a touch of the page. */
  readonly onBlocked: () => void
  /** Changes with each touch that allows sound. */
  readonly touch: number
}

export interface OwnPictureProps {
  readonly local: LocalState
  readonly className: string
}
