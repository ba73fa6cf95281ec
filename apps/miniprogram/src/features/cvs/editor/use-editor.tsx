import { createContext, useContext, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { emptyDocument } from '@qingpin/cv/document'
import { makeEditor, type EditorState, type EditorStore } from './editor-store'

const nothing = emptyDocument()
const Around = createContext<EditorStore>(
  makeEditor({ id: '', title: '', document: nothing, base: nothing, version: 0, saveState: { state: 'saved', at: 0 } }),
)

export function EditorProvider({ editor, children }: { readonly editor: EditorStore; readonly children: ReactNode }) {
  return <Around.Provider value={editor}>{children}</Around.Provider>
}

export const useEditorStore = (): EditorStore => useContext(Around)

/** Draws again only when what is selected changes, so that a keystroke costs one field. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  return useStore(useEditorStore(), select)
}
