import { useRef, useState } from 'react'
import { problemOf, type Problem } from '@/ui/read-error'

export interface ActionOptions {
  /** What to show of an error; undefined when it is shown elsewhere: at a field, as a toast. */
  readonly problemOf?: (error: unknown) => Problem | undefined
  /** Stays busy once it is done, because the page is about to be left. */
  readonly once?: boolean
  /** A run during another one comes after it, instead of not at all: for likes and switches, of which several are touched. */
  readonly queued?: boolean
}

export interface Action<A extends readonly unknown[]> {
  /** Does it, unless it is being done already. Resolves to whether it was done. */
  readonly run: (...args: A) => Promise<boolean>
  readonly busy: boolean
  /** What it is being done with, where several buttons share an action. */
  readonly running: A | undefined
  /** Why the last run failed, until the next one; the problem is what to show of it. */
  readonly error: unknown
  readonly problem: Problem | undefined
  readonly forget: () => void
}

type State<A extends readonly unknown[]> = Pick<Action<A>, 'running' | 'error' | 'problem'>

const idle = { running: undefined, error: undefined, problem: undefined }

/** What a button does: one run at a time, busy meanwhile, and the sentence of its error. */
export function useAction<A extends readonly unknown[]>(
  work: (...args: A) => Promise<unknown>,
  options: ActionOptions = {},
): Action<A> {
  const [state, setState] = useState<State<A>>(idle)
  const latest = useRef({ work, options })
  latest.current = { work, options }
  const [{ run, forget }] = useState(() => {
    // Not the state: a second tap may come before the first one is drawn.
    let busy = false
    const waiting: (() => void)[] = []
    const end = (error?: unknown, problem?: Problem) => {
      setState({ running: undefined, error, problem })
      const next = waiting.shift()
      if (next) next()
      else busy = false
    }
    return {
      run: async (...args: A): Promise<boolean> => {
        if (busy && !latest.current.options.queued) return false
        if (busy) await new Promise<void>((turn) => waiting.push(turn))
        busy = true
        setState({ ...idle, running: args })
        try {
          await latest.current.work(...args)
        } catch (error) {
          end(error, (latest.current.options.problemOf ?? problemOf)(error))
          return false
        }
        if (!latest.current.options.once) end()
        return true
      },
      forget: () => setState(({ running }) => ({ ...idle, running })),
    }
  })
  return { ...state, busy: state.running !== undefined, run, forget }
}

/** For several buttons of which one acts at a time: `run(() => …)`. */
export const useActions = (options?: ActionOptions): Action<[act: () => Promise<unknown>]> =>
  useAction((act) => act(), options)
