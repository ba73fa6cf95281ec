import type { CvDocument, SectionName } from '@qingpin/cv/document'
import { emptyHistory, noted, redone, undone, type History, type Turned } from '@qingpin/cv/history'
import { withText, type TextPath } from '@qingpin/cv/operations'
import type { TextConflict } from '@qingpin/cv/merge'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** saved: on the server; saving: being sent; local: on this phone only; unsafe: stored nowhere. */
export type SaveStatus =
  | { readonly state: 'saving' | 'local' | 'unsafe' }
  | { readonly state: 'saved'; readonly at: number }

/** Both sides changed the same texts: the person chooses. */
export interface EditConflict {
  /** The other side: what the server has, or what a tab left that was closed. */
  readonly from: 'server' | 'tab'
  /** When the other side was written, epoch ms. */
  readonly at: number
  /** What both sides grew from. */
  readonly ancestor: CvDocument
  readonly theirs: CvDocument
  readonly texts: readonly TextConflict[]
  /** What the server is known to have when the conflict is resolved, and its version. */
  readonly base: CvDocument
  readonly version: number
  /** Called when the conflict is resolved. */
  readonly onResolved?: () => void
}

/** gone: deleted elsewhere; ended: the session has ended; refused: the server does not accept the content. */
interface SaveError {
  readonly kind: 'gone' | 'ended' | 'refused'
  readonly text: string
}

export interface EditorState {
  readonly id: string
  readonly title: string
  readonly document: CvDocument
  readonly history: History
  /** What the server was last known to have, and its version. */
  readonly base: CvDocument
  readonly version: number
  readonly saveState: SaveStatus
  readonly conflict: EditConflict | undefined
  /** Why saving cannot go on by itself. */
  readonly saveError: SaveError | undefined
  readonly section: SectionName
  /** The entry that is open in its list; the first one when none was chosen. */
  readonly open: string | undefined
  /** The bullet that was just added takes the cursor. */
  readonly focus: string | undefined
  /** What a sheet asks for: a month, a choice, or what to do with a bullet. */
  readonly asking: Asking | undefined
}

export type Asking =
  | { readonly kind: 'month'; readonly path: TextPath; readonly title: string; readonly now: boolean }
  | { readonly kind: 'choice'; readonly path: TextPath; readonly title: string; readonly options: readonly string[] }
  | { readonly kind: 'bullet'; readonly entry: string; readonly bullet: string }

export type EditorStore = StoreApi<EditorState>

type Opened = Pick<EditorState, 'id' | 'title' | 'document' | 'base' | 'version' | 'saveState'>

export const makeEditor = (opened: Opened): EditorStore =>
  createStore<EditorState>(() => ({
    ...opened,
    history: emptyHistory,
    conflict: undefined,
    saveError: undefined,
    section: 'basics',
    open: undefined,
    focus: undefined,
    asking: undefined,
  }))

function change(editor: EditorStore, what: string, next: (document: CvDocument) => CvDocument): void {
  const { document, history } = editor.getState()
  const changed = next(document)
  if (changed === document) return
  editor.setState({ document: changed, history: noted(history, document, what, Date.now()) })
}

export const setText = (editor: EditorStore, path: TextPath, text: string): void =>
  change(editor, path, (document) => withText(document, path, text))

/** Changes a list, always as one step. Returns a function that undoes it unless something was changed since. */
export function setLists(editor: EditorStore, next: (document: CvDocument) => CvDocument): () => void {
  change(editor, newStep(), next)
  const after = editor.getState().document
  return () => {
    if (editor.getState().document === after) undo(editor)
  }
}

let steps = 0
/** A unique name, so that the change is never merged with the step before. */
const newStep = (): string => `step ${(steps += 1)}`

const turn = (editor: EditorStore, turned: Turned | undefined): void => {
  if (turned) editor.setState({ ...turned, focus: undefined })
}

export const undo = (editor: EditorStore): void => {
  const { history, document } = editor.getState()
  turn(editor, undone(history, document))
}

export const redo = (editor: EditorStore): void => {
  const { history, document } = editor.getState()
  turn(editor, redone(history, document))
}

/** From now on this is what the server has. Without a document nothing on the screen changes. */
export function acknowledge(editor: EditorStore, base: CvDocument, version: number): void {
  editor.setState({ base, version })
}

/** Takes over a document from elsewhere and clears the history, because an undo would remove the foreign changes. */
export function adopt(editor: EditorStore, document: CvDocument, base: CvDocument, version: number): void {
  editor.setState({ document, base, version, history: emptyHistory, conflict: undefined })
}

export const showSection = (editor: EditorStore, section: SectionName): void =>
  editor.setState({ section, open: undefined, focus: undefined })

export const ask = (editor: EditorStore, asking: Asking | undefined): void => editor.setState({ asking })
