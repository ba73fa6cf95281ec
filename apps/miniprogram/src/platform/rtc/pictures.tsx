import type { ReactNode } from 'react'
import type { OwnPictureProps, PeerPictureProps } from './pictures.types'

export declare function PeerPicture(props: PeerPictureProps): ReactNode
export declare function OwnPicture(props: OwnPictureProps): ReactNode
