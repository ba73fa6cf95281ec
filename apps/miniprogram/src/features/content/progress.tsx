import { View } from '@tarojs/components'
import { READ_WHOLE_PERCENT } from '@qingpin/contract/content/content.rules'
import { useEffect, useRef, useState } from 'react'
import { api } from '@/app/api'
import { useVisibleInterval } from '@/app/use-visible-interval'
import { readPercentOf } from '@/platform/measure'
import { reveal } from '@/platform/reveal'
import { InfoBar } from '@/ui/info-bar'
import { storedProgress, storeProgress } from './stored-progress'
import { STOPPED } from './article/blocks'
import './progress.scss'

const LOOK_MS = 1000
/** Less than this was only opened. */
const BEGUN = 10

export interface Reading {
  /** How far it has been read during this visit. */
  readonly percent: number
  /** The block where the last visit ended; undefined where it was not begun, or read to its end. */
  readonly at: number | undefined
}

/** How far an article has been read: kept on this phone, and counted without a name by the server. */
export function useReading(id: string, blocks: number): Reading {
  const [before] = useState(() => storedProgress(id))
  const [percent, setPercent] = useState(0)
  const sent = useRef({ opened: false, whole: false })
  const count = (progress: number) => {
    api('POST /api/articles/{id}/read', { params: { id }, body: { progress } }).catch(() => undefined)
  }
  useEffect(() => {
    if (blocks === 0 || sent.current.opened) return
    sent.current.opened = true
    count(0)
  })
  const look = async () => {
    const now = await readPercentOf(`art-${id}`)
    if (now <= percent) return
    setPercent(now)
    storeProgress(id, now)
    if (now < READ_WHOLE_PERCENT || sent.current.whole) return
    sent.current.whole = true
    count(100)
  }
  useVisibleInterval(() => void look(), LOOK_MS, blocks > 0)
  const stopped = before >= BEGUN && before < READ_WHOLE_PERCENT
  return { percent, at: stopped ? Math.min(blocks - 1, Math.floor((before / 100) * blocks)) : undefined }
}

/** A line under the title of the page that grows with what was read. */
export const ReadBar = ({ percent }: { readonly percent: number }) => (
  <View className="arp-bar" ariaLabel={`看到${percent}%`}>
    <View className="arp-bar__done" style={{ width: `${percent}%` }} />
  </View>
)

/** The way to where the last visit ended. */
export function ReadOn({ reading: { at } }: { readonly reading: Reading }) {
  const [open, setOpen] = useState(true)
  if (at === undefined || !open) return null
  const goOn = () => {
    reveal(STOPPED)
    setOpen(false)
  }
  return (
    <InfoBar icon="down" text="上次看到一半" action={{ text: '接着看', onTap: goOn }} onClose={() => setOpen(false)} />
  )
}
