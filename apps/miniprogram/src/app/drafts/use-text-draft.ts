import { useEffect, useRef, useState } from 'react'
import type { DraftKind } from './drafts'
import { useDraftWriter } from './use-draft-writer'

export interface TextDraft {
  readonly text: string
  readonly setText: (text: string) => void
  /** Once the text about a subject was sent. */
  readonly drop: (subject: string) => void
}

/** A text in a sheet that may close at any moment: it is stored by what it is about, and there when that opens again. */
export function useTextDraft(kind: DraftKind<string>, subject: string | undefined): TextDraft {
  const [text, show] = useState('')
  const now = useRef({ subject, text })
  const writer = useDraftWriter(() => {
    const { subject: about, text: typed } = now.current
    if (about !== undefined) kind.of(about).write(typed)
  })
  const change = (typed: string) => {
    now.current.text = typed
    show(typed)
  }
  useEffect(() => {
    if (subject === undefined) return undefined
    now.current = { subject, text: kind.of(subject).read() ?? '' }
    show(now.current.text)
    // Before another subject takes its turn.
    return writer.now
  }, [kind, subject, writer])
  return {
    text,
    setText: (typed) => {
      change(typed)
      writer.later()
    },
    drop: (about) => {
      if (about === now.current.subject) change('')
      kind.of(about).drop()
    },
  }
}
