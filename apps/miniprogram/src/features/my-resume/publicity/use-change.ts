import { useState } from 'react'
import { readError } from '@/ui/read-error'

interface Change {
  readonly busy: boolean
  /** Why the last change was not made. */
  readonly problem: string
  /** Runs one change at a time; true when it was made. */
  readonly run: (change: () => Promise<unknown>) => Promise<boolean>
}

/** For switches: what they show is what the server has, so a change that fails shows itself and why. */
export function useChange(): Change {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  return {
    busy,
    problem,
    run: async (change) => {
      if (busy) return false
      setBusy(true)
      setProblem('')
      try {
        await change()
        return true
      } catch (error) {
        setProblem(readError(error).title)
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
