import { isApiError } from '@qingpin/contract/client'
import { fingerprint, normalised } from '@qingpin/cv/normalise'
import { merge } from '@qingpin/cv/merge'
import { withText, type TextPath } from '@qingpin/cv/operations'
import type { CvDocument } from '@qingpin/cv/document'
import { online, onNetChange } from '@/platform/net'
import { onTabClosed } from '@/platform/open-tabs'
import { isNetworkError } from '@/platform/network-error'
import { currentOwner } from '@/app/drafts/drafts'
import { useSession } from '@/app/session'
import type { CvDetail } from '../api'
import { acknowledge, adopt, type EditConflict, type EditorStore, type SaveStatus } from './editor-store'
import { isUnsaved, localCopies } from './local-copy'

export interface Autosave {
  /** Saves pending changes now. Resolves when they are saved, or when saving has to wait. */
  readonly flush: () => Promise<void>
  /** Merges the server's present version with the changes made here. */
  readonly meet: (theirs: CvDetail) => void
  /** Ends a conflict: these paths keep what this phone has, the others take what the server has. */
  readonly resolve: (mine: readonly TextPath[]) => void
  /** Stops saving and removes the copy on the phone, because the content lives on in another CV. */
  readonly discard: () => void
  /** Call when the screen is left. Resolves when a running save has ended. */
  readonly stop: () => Promise<void>
}

export type Send = (id: string, body: { version: number; document: CvDocument }) => Promise<CvDetail>

const STILL_MS = 800
const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 30_000
/** The most marks that are stored; lost answers are rare. */
const MARKS = 5

/** An editor that was left may still wait for an answer when its CV is opened again; only the newest one writes. */
const writers = new Map<string, object>()

/**
 * Stores every change on the phone at once, and on the server when typing pauses: one save at
 * a time, repeated until it succeeds.
 */
export function startAutosave(editor: EditorStore, send: Send): Autosave {
  const { id } = editor.getState()
  const copy = localCopies.of(id)
  const key = `${copy.owner}/${id}`
  let sent: readonly string[] = copy.read()?.sent ?? []
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let savedAt = copy.read()?.savedAt ?? Date.now()
  let failures = 0
  let stopped = false
  let discarded = false
  /** What this tab began with may be what another one had written. */
  const startedFrom = fingerprint(normalised(editor.getState().document))
  const me = {}
  writers.set(key, me)

  const isOwners = () => currentOwner() === copy.owner
  const keep = (): boolean => {
    const { title, document, base, version } = editor.getState()
    return discarded || writers.get(key) !== me || copy.write({ title, document, base, version, sent, savedAt })
  }
  const say = (saveState: SaveStatus) => {
    const { saveState: before } = editor.getState()
    if (before.state !== saveState.state || saveState.state === 'saved') editor.setState({ saveState })
  }
  const schedule = (ms: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void flush(), ms)
  }

  const unsubscribe = editor.subscribe((now, before) => {
    if (now.document === before.document) return
    const kept = keep()
    if (!isUnsaved(now)) return
    if (!kept) say({ state: 'unsafe' })
    else if (now.saveState.state === 'saved') say({ state: 'saving' })
    if (now.saveError?.kind === 'refused') editor.setState({ saveError: undefined })
    if (failures === 0) schedule(STILL_MS)
  })

  async function attempt(): Promise<void> {
    const { document, version } = editor.getState()
    const body = { version, document: normalised(document) }
    sent = [...sent, fingerprint(body.document)].slice(-MARKS)
    keep()
    say({ state: 'saving' })
    const reply = await send(id, body)
    failures = 0
    savedAt = Date.now()
    sent = []
    acknowledge(editor, body.document, reply.version)
    keep()
  }

  async function run(): Promise<void> {
    takeOver()
    while (isUnsaved(editor.getState())) {
      const { conflict, saveError } = editor.getState()
      if (conflict || saveError || discarded) return
      if (!isOwners()) return ended()
      if (!online()) return say({ state: keep() ? 'local' : 'unsafe' })
      try {
        await attempt()
      } catch (error) {
        if (!refused(error)) return
      }
    }
    if (editor.getState().saveState.state !== 'saved') say({ state: 'saved', at: savedAt })
  }

  function ended(): void {
    say({ state: keep() ? 'local' : 'unsafe' })
    editor.setState({ saveError: { kind: 'ended', text: '登录到期了。写的存在本机，登录后接着存。' } })
  }

  /** Whether to go on at once. */
  function refused(error: unknown): boolean {
    if (isApiError(error) && error.code === 'CV_CONFLICT') {
      const details = error.details as { readonly current?: CvDetail } | undefined
      if (details?.current) {
        meetNow(details.current)
        return editor.getState().conflict === undefined
      }
    }
    say({ state: keep() ? 'local' : 'unsafe' })
    if (isApiError(error) && error.code === 'NOT_FOUND') {
      editor.setState({ saveError: { kind: 'gone', text: '这份简历在别处删掉了。写的还存在本机，可以另存一份。' } })
    } else if (isApiError(error) && error.status === 401) {
      ended()
    } else if (isApiError(error) && error.status === 400) {
      const [sentence = error.message] = Object.values(error.fields)
      editor.setState({ saveError: { kind: 'refused', text: sentence } })
    } else if (isNetworkError(error) || (isApiError(error) && (error.status >= 500 || error.status === 429))) {
      failures += 1
      schedule(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS) * (0.8 + Math.random() * 0.4))
    }
    return false
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }

  function meetNow(theirs: CvDetail): void {
    const { document, base, version } = editor.getState()
    if (theirs.version === version) return
    // A version that was sent from here, whose answer was lost, is not a change from elsewhere.
    if (sent.includes(fingerprint(theirs.document))) {
      sent = []
      savedAt = Date.parse(theirs.updatedAt)
      acknowledge(editor, theirs.document, theirs.version)
    } else {
      const known = { base: theirs.document, version: theirs.version }
      const at = Date.parse(theirs.updatedAt)
      if (!mergeIn({ from: 'server', at, ancestor: base, theirs: theirs.document, ...known }, document)) return
    }
    keep()
  }

  /** Merges the other side in; false where the person has to choose. */
  function mergeIn(side: Omit<EditConflict, 'texts'>, document: CvDocument): boolean {
    const merged = merge(side.ancestor, document, side.theirs)
    if (merged.conflicts.length > 0) {
      editor.setState({ conflict: { ...side, texts: merged.conflicts } })
      say({ state: keep() ? 'local' : 'unsafe' })
      return false
    }
    adopt(editor, merged.document, side.base, side.version)
    side.onResolved?.()
    return true
  }

  /** Takes over what tabs of this CV left unsaved when they were closed. */
  function takeOver(): void {
    if (discarded || writers.get(key) !== me) return
    for (const { value, savedAt: at, drop } of copy.leftByOthers()) {
      const { conflict, document, base, version } = editor.getState()
      if (conflict) return
      if (fingerprint(normalised(value.document)) === startedFrom) {
        drop()
        continue
      }
      // Of two versions of the server the later one grew from the earlier one.
      const [earlier, later] = value.version < version ? [value.base, base] : [base, value.base]
      const known = { base: later, version: Math.max(value.version, version) }
      const onResolved = () => {
        sent = [...sent, ...value.sent].slice(-MARKS)
        if (keep()) drop()
      }
      mergeIn({ from: 'tab', at, ancestor: earlier, theirs: value.document, ...known, onResolved }, document)
    }
  }

  // A login of the same account continues saving; another account must not save this CV.
  const offSession = useSession.subscribe(({ session }) => {
    if (session === undefined || editor.getState().saveError?.kind !== 'ended') return
    if (session.user.id !== copy.owner) return
    editor.setState({ saveError: undefined })
    void flush()
  })
  const offNet = onNetChange((up) => {
    if (up && isUnsaved(editor.getState())) void flush()
  })

  const offTabs = onTabClosed(() => void flush())

  return {
    flush,
    meet(theirs) {
      meetNow(theirs)
      if (isUnsaved(editor.getState())) void flush()
    },
    resolve(mine) {
      const { conflict } = editor.getState()
      if (!conflict) return
      const { ancestor, theirs, texts: shown, base, version, onResolved } = conflict
      const { document } = editor.getState()
      // Merged anew, because typing may have gone on meanwhile.
      const taken = shown
        .filter((text) => !mine.includes(text.path))
        .reduce((merged, text) => withText(merged, text.path, text.theirs), merge(ancestor, document, theirs).document)
      adopt(editor, taken, base, version)
      keep()
      onResolved?.()
      void flush()
    },
    discard() {
      discarded = true
      clearTimeout(timer)
      if (writers.get(key) === me) copy.drop()
    },
    stop() {
      keep()
      stopped = true
      unsubscribe()
      offNet()
      offTabs()
      offSession()
      // Changes that fail now stay on the phone.
      return flush()
    },
  }
}
