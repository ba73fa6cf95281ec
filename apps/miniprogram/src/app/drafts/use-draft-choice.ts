import { useEffect, useRef, useState } from 'react'
import { onTabClosed } from '@/platform/open-tabs'
import type { Draft, LeftDraft } from './drafts'

/** A reload closes a tab for a moment. */
const CLOSED_MS = 1500

export interface DraftLine {
  readonly label: string
  readonly text: string
}

export interface DraftWords<T> {
  /** What a draft holds, in words. Of two with the same words one is enough. */
  readonly linesOf: (value: T) => readonly DraftLine[]
  /** Fills the form with another draft. */
  readonly use: (value: T) => void
}

interface DraftChoiceOptions<T> extends DraftWords<T> {
  /** What is being written; undefined while nothing is. */
  readonly now: () => T | undefined
}

/** Two drafts of one form, of which one goes on. */
interface DraftQuestion {
  readonly mine: readonly DraftLine[]
  readonly theirs: readonly DraftLine[]
  /** When the other one was written, epoch ms. */
  readonly at: number
}

export interface DraftChoiceProps {
  readonly question: DraftQuestion | undefined
  readonly onMine: () => void
  readonly onTheirs: () => void
  /** Both stay on the phone. */
  readonly onLater: () => void
}

interface Asked<T> {
  readonly left: LeftDraft<T>
  readonly question: DraftQuestion
}

const written = (lines: readonly DraftLine[]) => lines.filter(({ text }) => text.trim() !== '')
const wordsIn = (lines: readonly DraftLine[]) => JSON.stringify(lines)

/** Looks, when a form opens and when another tab closes, whether a second draft of it was left, and asks which goes on. */
export function useDraftChoice<T>(draft: Draft<T> | undefined, options: DraftChoiceOptions<T>): DraftChoiceProps {
  const [asked, setAsked] = useState<Asked<T>>()
  const latest = useRef(options)
  latest.current = options
  const [putOff] = useState(() => new Set<string>())
  const [look] = useState(() => (of: Draft<T>) => {
    const { now, linesOf } = latest.current
    const value = now()
    const mine = value === undefined ? [] : written(linesOf(value))
    const next = of.leftByOthers().flatMap((left) => {
      const theirs = written(linesOf(left.value))
      if (putOff.has(wordsIn(theirs))) return []
      const isSame = theirs.length === 0 || wordsIn(theirs) === wordsIn(mine)
      if (isSame) left.drop()
      return isSame ? [] : [{ left, question: { mine, theirs, at: left.savedAt } }]
    })
    setAsked(next[0])
  })
  useEffect(() => {
    if (!draft) return undefined
    look(draft)
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onTabClosed(() => {
      clearTimeout(timer)
      timer = setTimeout(() => look(draft), CLOSED_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [draft, look])
  const then = (deed: (one: Asked<T>, of: Draft<T>) => void) => () => {
    if (!asked || !draft) return
    deed(asked, draft)
    look(draft)
  }
  return {
    question: asked?.question,
    onMine: then(({ left }) => left.drop()),
    onTheirs: then(({ left, question }, of) => {
      latest.current.use(left.value)
      if (of.write(left.value)) left.drop()
      else putOff.add(wordsIn(question.theirs))
    }),
    onLater: then(({ question }) => putOff.add(wordsIn(question.theirs))),
  }
}
