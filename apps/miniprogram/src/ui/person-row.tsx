import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { ListSheet } from './list-sheet'
import { MetaLine, type MetaLineProps } from './meta-line'
import { Portrait } from './portrait'
import { Bone } from './skeleton'
import { Tags, type Tone } from './tag'
import { Tap } from './tap'
import { Pay } from './text'
import './person-row.scss'

export interface PersonRowProps {
  readonly photo?: string | undefined
  readonly name: string
  /** Beside the name: how old, from where. */
  readonly who: MetaLineProps['facts']
  /** What keeps her from being offered, if anything does. */
  readonly state?: ReactNode
  /** What she does, and for how long. */
  readonly work: MetaLineProps['facts']
  readonly tags: readonly { readonly text: string; readonly tone?: Tone }[]
  readonly pay: { readonly amount: string; readonly unit?: string }
  /** Beside the pay. */
  readonly end: ReactNode
  readonly current?: boolean | undefined
  readonly onTap: () => void
}

/** A worker in a list: who she is, what she does, what she asks for. */
export function PersonRow({ photo, name, who, state, work, tags, pay, end, current, onTap }: PersonRowProps) {
  return (
    <Tap className="q-person" role="link" current={current} onTap={onTap}>
      <Portrait src={photo} />
      <View className="q-person__text">
        <View className="q-person__top">
          <View className="q-person__name">{name}</View>
          <View className="q-person__who">
            <MetaLine facts={who} />
          </View>
          {state}
        </View>
        <MetaLine facts={work} />
        {tags.length > 0 ? (
          <View className="q-person__tags">
            <Tags items={tags} />
          </View>
        ) : null}
        <View className="q-person__foot">
          <Pay {...pay} />
          {end}
        </View>
      </View>
    </Tap>
  )
}

/** In the shape of such a list. */
export function PersonRowsSkeleton({ waitsFor }: { readonly waitsFor: string }) {
  return (
    <ListSheet waitsFor={waitsFor}>
      {[0, 1, 2, 3, 4].map((row) => (
        <View className="q-person" key={row}>
          <View className="q-person__bone" />
          <View className="q-person__text q-person__text--bones">
            <Bone width={62} height="m" />
            <Bone width={44} />
            <Bone width={78} />
            <Bone width={50} height="m" />
          </View>
        </View>
      ))}
    </ListSheet>
  )
}
