import { Component, type ReactNode } from 'react'
import { dropAnswers } from '../query-store'
import { reportError } from '../report-error'

/** The face of what a screen can do without. */
export const nothing = () => null

interface BoundaryProps {
  readonly children: ReactNode
  /** What stands in place of the children when they could not be drawn. */
  readonly face: (error: unknown, retry: () => void) => ReactNode
}

interface BoundaryState {
  readonly error: unknown
  readonly broken: boolean
}

/**
 * Keeps an error from leaving a blank page. Answers that were stored on the phone may be why: without them the children
 * are drawn once more. Then the face is shown, and its retry fetches everything anew.
 */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: undefined, broken: false }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error, broken: true }
  }

  override componentDidCatch(error: unknown): void {
    void reportError('render', error)
    if (dropAnswers('restored')) this.setState({ error: undefined, broken: false })
  }

  readonly retry = (): void => {
    dropAnswers('all')
    this.setState({ error: undefined, broken: false })
  }

  override render(): ReactNode {
    const { error, broken } = this.state
    return broken ? this.props.face(error, this.retry) : this.props.children
  }
}
