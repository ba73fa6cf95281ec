import { isApiError } from '@qingpin/contract/client'
import { isCvDocument } from '@qingpin/cv/is-document'
import { useState } from 'react'
import { api } from '@/app/api'
import { useQuery, type Query } from '@/app/query'
import type { CvDetail } from '../api'
import { makeEditor, type EditorStore } from '../editor/editor-store'
import { isUnsaved, localCopies, type LocalCopy } from '../editor/local-copy'

export interface Opened {
  readonly editor: EditorStore
  /** The server's present version, to be merged with unsaved changes. */
  readonly theirs: CvDetail | undefined
}

const fromServer = ({ id, title, document, version, updatedAt }: CvDetail): EditorStore =>
  makeEditor({ id, title, document, base: document, version, saveState: { state: 'saved', at: Date.parse(updatedAt) } })

const fromPhone = (id: string, copy: LocalCopy): EditorStore => {
  const { title, document, base, version, savedAt: at } = copy
  const saveState = isUnsaved(copy) ? { state: 'local' as const } : { state: 'saved' as const, at }
  return makeEditor({ id, title, document, base, version, saveState })
}

/** The server's answer is no CV. The editor would store what it made of it, or an older copy over it: neither is opened. */
class MalformedCv extends Error {}

async function readCv(id: string): Promise<CvDetail> {
  const cv = await api('GET /api/cvs/{id}', { params: { id } })
  if (cv !== null && !isCvDocument(cv.document)) throw new MalformedCv()
  return cv
}

/**
 * Opens the editor of a CV once: a later answer must not replace what is being typed. Unsaved changes on the phone come
 * first; without a network the copy on the phone is opened.
 */
export function useOpened(id: string): { readonly query: Query<CvDetail>; readonly opened: Opened | undefined } {
  const query = useQuery(['cv', id], () => readCv(id), {
    staleMs: Infinity,
    dropMs: 0,
  })
  const [opened, setOpened] = useState<Opened>()
  if (opened === undefined) {
    const next = open(id, query)
    if (next) setOpened(next)
  }
  return { query, opened }
}

function open(id: string, { data, error, offline }: Query<CvDetail>): Opened | undefined {
  const copy = localCopies.of(id).read()
  if (data) {
    return copy && isUnsaved(copy)
      ? // It may have been given another name since.
        { editor: fromPhone(id, { ...copy, title: data.title }), theirs: data }
      : { editor: fromServer(data), theirs: undefined }
  }
  if (!copy || error instanceof MalformedCv) return undefined
  // After a refusal the copy is opened only if it has unsaved changes.
  const refused = isApiError(error) && error.status < 500
  const usable = refused ? isUnsaved(copy) && error.code === 'NOT_FOUND' : offline || error !== undefined
  return usable ? { editor: fromPhone(id, copy), theirs: undefined } : undefined
}
