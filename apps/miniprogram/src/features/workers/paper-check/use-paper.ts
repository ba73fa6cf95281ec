import { useEffect, useRef, useState } from 'react'
import { useAction } from '@/app/use-action'
import { mediaUrl } from '@/platform/api-address'
import { fetchFile } from '@/platform/local-file'
import { pickedFrom, releasePicked } from '@/platform/pick-files'
import type { PickedFile } from '@/platform/picked-file.types'
import { failure, problemOf, type Problem } from '@/ui/read-error'
import { readCard, type Reading } from '@/features/registration'
import { openFile, type ResumeFile } from '@/features/my-resume'

export interface Paper {
  readonly busy: 'looking' | 'reading' | undefined
  /** The file on this phone while the page is open. */
  readonly picture: PickedFile | undefined
  readonly reading: Reading | undefined
  readonly problem: Problem | undefined
  readonly look: () => Promise<unknown>
  readonly read: () => Promise<unknown>
}

const TIMEOUT_MS = 30_000

/** One side of a worker's card: fetched once, which is audited, then shown and read from this phone. */
export function usePaper(resumeId: string, file: ResumeFile | undefined): Paper {
  const [picture, setPicture] = useState<PickedFile>()
  const [reading, setReading] = useState<Reading>()
  const held = useRef<PickedFile>()
  const shown = useRef<string>()
  const id = file?.id
  const { run, running, problem, forget } = useAction(
    (what: 'looking' | 'reading') => (what === 'looking' ? fetchPicture() : readPicture()),
    { problemOf: (error) => problemOf(error, (title) => `没打开：${title}`) },
  )
  useEffect(() => {
    setPicture(undefined)
    setReading(undefined)
    forget()
    shown.current = id
    return () => {
      shown.current = undefined
      if (held.current) releasePicked(held.current)
      held.current = undefined
    }
  }, [id, forget])

  const fetchPicture = async () => {
    if (!file) return
    const { url, mimetype } = await openFile(resumeId, file.id)
    const name = `${file.id}.jpg`
    const reply = await fetchFile({ url: mediaUrl(url), header: {}, name, timeoutMs: TIMEOUT_MS })
    if (!reply.file) throw failure('证件没取到，再试一次。')
    const fetched = await pickedFrom(reply.file, mimetype)
    // Another file was opened meanwhile, so this one is released.
    if (shown.current !== file.id) return releasePicked(fetched)
    held.current = fetched
    setPicture(fetched)
  }

  const readPicture = async () => {
    if (held.current) setReading(await readCard(held.current))
  }
  return { busy: running?.[0], picture, reading, problem, look: () => run('looking'), read: () => run('reading') }
}
