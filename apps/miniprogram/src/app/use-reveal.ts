import { useRef } from 'react'
import { problemOf, type Problem } from '@/ui/read-error'
import { useAction } from './use-action'

export interface Reveal<N extends string> {
  /** In full, once it was looked at during this visit. */
  readonly seen: Readonly<Partial<Record<N, string>>>
  readonly busy: N | undefined
  readonly problem: Problem | undefined
  /** The value in full, fetched at the first look; undefined when it could not be had. */
  readonly reveal: (name: N) => Promise<string | undefined>
}

/** Masked values that are fetched in full one at a time, because the server records each look. */
export function useReveal<N extends string>(fetch: (name: N) => Promise<string>, refused: string): Reveal<N> {
  const seen = useRef<Partial<Record<N, string>>>({})
  const { run, running, problem } = useAction(
    async (name: N) => {
      seen.current = { ...seen.current, [name]: await fetch(name) }
    },
    { problemOf: (error) => problemOf(error, (title) => `${refused}：${title}`) },
  )
  const reveal = async (name: N) => {
    if (!seen.current[name]) await run(name)
    return seen.current[name]
  }
  return { seen: seen.current, busy: running?.[0], problem, reveal }
}
