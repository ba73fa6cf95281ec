import Taro, { useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { useEffect } from 'react'
import type { CopyAddress, ShareCard } from './share.types'

/** The menu shows the timeline only on request; the request fails on phones without one. */
const ITEMS = ['shareAppMessage', 'shareTimeline']

export function useShare({ title, path }: ShareCard): CopyAddress | undefined {
  useEffect(() => void Taro.showShareMenu({ showShareItems: ITEMS }).catch(() => undefined), [])
  useShareAppMessage(() => ({ title, path }))
  // The timeline opens the same page, so only its parameters travel.
  useShareTimeline(() => ({ title, query: path.split('?')[1] ?? '' }))
  return undefined
}

let offered: ShareCard | undefined

export function useOfferedShare(otherwise: ShareCard): void {
  useEffect(() => {
    offered = undefined
  }, [])
  useShareAppMessage(() => ({ ...(offered ?? otherwise) }))
}

export function offerShare(card: ShareCard): void {
  offered = card
}
