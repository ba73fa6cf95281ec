import { View } from '@tarojs/components'
import { classNames } from './class-names'
import './skeleton.scss'

export interface BoneProps {
  /** Of the line it stands in, in percent. */
  readonly width: number
  readonly height?: 's' | 'm' | 'l'
}

export function Bone({ width, height = 's' }: BoneProps) {
  return <View className={classNames('q-bone', `q-bone--${height}`)} style={{ width: `${width}%` }} />
}

export interface SkeletonProps {
  readonly rows?: number
  /** Portrait on the left, as in lists of workers. */
  readonly photo?: boolean
}

/** Stands for a list of cards; give a screen its own when its content has another shape. */
export function Skeleton({ rows = 3, photo = false }: SkeletonProps) {
  return (
    <View className="q-skel" role="status" ariaLabel="正在取内容">
      {Array.from({ length: rows }, (_, index) => (
        <View className="q-skel__card" key={index}>
          {photo ? <View className="q-skel__photo" /> : null}
          <View className="q-skel__lines">
            <Bone width={56} height="m" />
            <Bone width={82} />
            <Bone width={64} />
            {photo ? <Bone width={46} height="m" /> : null}
          </View>
        </View>
      ))}
    </View>
  )
}
