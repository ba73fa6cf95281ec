import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon } from './icon'
import { Tap } from './tap'
import './card.scss'

interface MoreLink {
  readonly text: string
  readonly onTap: () => void
}

export interface CardProps {
  readonly children: ReactNode
  readonly title?: string | undefined
  readonly aside?: ReactNode
  readonly more?: MoreLink | undefined
  /** rows: no padding above and below, for Rows and fields that bring their own height. */
  readonly pad?: 'm' | 'rows' | 'none'
  readonly onTap?: (() => void) | undefined
  readonly className?: string | undefined
}

export function Card({ children, title, aside, more, pad = 'm', onTap, className }: CardProps) {
  const name = classNames('q-card', `q-card--${pad}`, className)
  const inside = (
    <>
      {title ? (
        <View className="q-card__head">
          <View className="q-card__title">{title}</View>
          {aside}
          {more ? <More {...more} /> : null}
        </View>
      ) : null}
      {children}
    </>
  )
  if (!onTap) return <View className={name}>{inside}</View>
  return (
    <Tap className={name} onTap={onTap}>
      {inside}
    </Tap>
  )
}

interface SectionHeadProps {
  readonly title: string
  readonly more?: MoreLink | undefined
  /** The first on its page: what is above brings its own distance. */
  readonly top?: boolean
}

/** Title of a part of a page, outside of cards. */
export function SectionHead({ title, more, top = false }: SectionHeadProps) {
  return (
    <View className={classNames('q-sec', top && 'q-sec--top')}>
      <View className="q-sec__title">{title}</View>
      {more ? <More {...more} /> : null}
    </View>
  )
}

function More({ text, onTap }: MoreLink) {
  return (
    <Tap className="q-more" role="link" onTap={onTap}>
      {text}
      <Icon name="right" size="xs" />
    </Tap>
  )
}
