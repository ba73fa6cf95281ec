import { Image } from '@tarojs/components'
import customers from '@/assets/art/empty-customers.svg'
import cv from '@/assets/art/empty-cv.svg'
import interviews from '@/assets/art/empty-interviews.svg'
import nothingFound from '@/assets/art/empty-search.svg'
import error from '@/assets/art/error.svg'
import hero from '@/assets/art/hero-home.svg'
import linkClosed from '@/assets/art/link-closed.svg'
import mark from '@/assets/art/mark.svg'
import needAunt from '@/assets/art/need-aunt.svg'
import needCv from '@/assets/art/need-cv.svg'
import needJob from '@/assets/art/need-job.svg'
import offline from '@/assets/art/offline.svg'
import underReview from '@/assets/art/under-review.svg'
import { classNames } from './class-names'
import './art.scss'

const drawings = {
  customers,
  cv,
  interviews,
  'nothing-found': nothingFound,
  error,
  hero,
  'link-closed': linkClosed,
  mark,
  'need-aunt': needAunt,
  'need-cv': needCv,
  'need-job': needJob,
  offline,
  'under-review': underReview,
}

export type ArtName = keyof typeof drawings

export interface ArtProps {
  readonly name: ArtName
  /** state: on an empty or broken screen; hero: in a banner; need: in an entry; mark: the logo. */
  readonly size?: 'state' | 'hero' | 'need' | 'mark'
}

/** Drawings repeat the text beside them, so screen readers skip them. */
export function Art({ name, size = 'state' }: ArtProps) {
  return <Image className={classNames('q-art', `q-art--${size}`)} src={drawings[name]} mode="scaleToFill" />
}
