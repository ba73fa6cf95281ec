import { reveal } from '@/platform/reveal'

/** By then what was found wrong is drawn. */
const DRAWN_MS = 80

let timer: ReturnType<typeof setTimeout> | undefined

/** Brings the first problem on the screen into sight, once all of them are drawn. Returns what takes that back. */
export function showFirstProblem(): () => void {
  clearTimeout(timer)
  const mine = setTimeout(() => reveal('q-field__error'), DRAWN_MS)
  timer = mine
  return () => clearTimeout(mine)
}
