import type { ReactElement } from 'react'
import type { ScrollerProps } from './scroller.types'

export declare function Scroller(props: ScrollerProps): ReactElement
