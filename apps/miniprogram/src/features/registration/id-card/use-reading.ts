import { useEffect, useRef, useState } from 'react'
import { pickFiles, releasePicked } from '@/platform/pick-files'
import type { PickedFile, PickSource } from '@/platform/picked-file.types'
import { checkFile } from '@/features/my-resume'
import { readCard, type Reading } from './read-card'

export type ReadingState =
  | { readonly kind: 'intro'; readonly problem?: string }
  | { readonly kind: 'reading'; readonly file: PickedFile }
  | { readonly kind: 'read'; readonly file: PickedFile; readonly reading: Reading }

/** Takes a picture of a card and has it read. The picture is released with the page, unless it was handed over. */
export function useReading() {
  const [state, setState] = useState<ReadingState>({ kind: 'intro' })
  const held = useRef<PickedFile>()
  const run = useRef(0)
  const letGo = () => {
    if (held.current) releasePicked(held.current)
    held.current = undefined
  }
  useEffect(
    () => () => {
      run.current += 1
      if (held.current) releasePicked(held.current)
    },
    [],
  )
  const read = async (file: PickedFile) => {
    const problem = checkFile(file, 'idCardFront')
    if (problem) return setState({ kind: 'intro', problem })
    letGo()
    held.current = file
    run.current += 1
    const mine = run.current
    setState({ kind: 'reading', file })
    const reading = await readCard(file).catch((): Reading => ({
      kind: 'busy',
      reason: '没读出来，再试一次，也可以自己填。',
    }))
    if (run.current === mine) setState({ kind: 'read', file, reading })
  }
  const take = async (source: PickSource) => {
    try {
      const [file] = await pickFiles({ source, what: 'picture', most: 1 })
      if (file) await read(file)
    } catch {
      setState({ kind: 'intro', problem: '没能打开相机。可以先拍好，再从相册选，也可以自己填。' })
    }
  }
  return {
    state,
    take,
    /** Passes the responsibility for the picture to the caller. */
    handOver: () => {
      held.current = undefined
    },
  }
}
