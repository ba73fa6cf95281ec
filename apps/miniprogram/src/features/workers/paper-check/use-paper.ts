import { useEffect, useRef, useState } from 'react'
import { mediaUrl } from '@/platform/api-address'
import { fetchFile } from '@/platform/local-file'
import { pickedFrom, releasePicked } from '@/platform/pick-files'
import type { PickedFile } from '@/platform/picked-file.types'
import { readError } from '@/ui/read-error'
import { readCard, type Reading } from '@/features/registration'
import { openFile, type ResumeFile } from '@/features/my-resume'

export interface Paper {
  readonly busy: 'looking' | 'reading' | undefined
  /** The paper on this phone, while the page is open. */
  readonly picture: PickedFile | undefined
  readonly reading: Reading | undefined
  readonly problem: string | undefined
  readonly look: () => Promise<void>
  readonly read: () => Promise<void>
}

const TIMEOUT_MS = 30_000

/** One side of a worker's card: fetched once, in one look that the server keeps, then shown and read from this phone. */
export function usePaper(resumeId: string, file: ResumeFile | undefined): Paper {
  const [busy, setBusy] = useState<Paper['busy']>()
  const [picture, setPicture] = useState<PickedFile>()
  const [reading, setReading] = useState<Reading>()
  const [problem, setProblem] = useState<string>()
  const held = useRef<PickedFile>()
  const shown = useRef<string>()
  const id = file?.id
  useEffect(() => {
    setPicture(undefined)
    setReading(undefined)
    setProblem(undefined)
    shown.current = id
    return () => {
      shown.current = undefined
      if (held.current) releasePicked(held.current)
      held.current = undefined
    }
  }, [id])

  const run = async (what: NonNullable<Paper['busy']>, work: () => Promise<void>) => {
    if (busy) return
    setBusy(what)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(`没打开：${readError(error).title}`)
    } finally {
      setBusy(undefined)
    }
  }
  const look = () =>
    run('looking', async () => {
      if (!file) return
      const { url, mimetype } = await openFile(resumeId, file.id)
      const name = `${file.id}.jpg`
      const reply = await fetchFile({ url: mediaUrl(url), header: {}, name, timeoutMs: TIMEOUT_MS })
      if (!reply.file) return setProblem('证件没取到，再试一次。')
      const fetched = await pickedFrom(reply.file, mimetype)
      // Whoever has turned to something else meanwhile keeps no paper on the phone.
      if (shown.current !== file.id) return releasePicked(fetched)
      held.current = fetched
      setPicture(fetched)
    })
  const read = () =>
    run('reading', async () => {
      if (held.current) setReading(await readCard(held.current))
    })
  return { busy, picture, reading, problem, look, read }
}
