import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { useCallback, useEffect, useState } from 'react'
import { api } from '@/app/api'
import { download } from '@/app/download'
import { useQuery, type Query } from '@/app/query'
import { releaseFile } from '@/platform/local-file'
import type { LocalFile } from '@/platform/local-file.types'

export type Pages = ReplyOf<ContractMap['GET /api/cvs/{id}/preview']>

/** The number of pages, fetched each time the preview opens. */
export const usePages = (id: string): Query<Pages> =>
  useQuery(['cv-pages', id], () => api('GET /api/cvs/{id}/preview', { params: { id } }), { dropMs: 0 })

export interface PagePicture {
  readonly file: LocalFile | undefined
  readonly error: unknown
  readonly retry: () => void
}

/** The picture of one page, until the screen is left. */
export function usePagePicture(id: string, version: number, page: number): PagePicture {
  const [state, setState] = useState<{ readonly file?: LocalFile; readonly error?: unknown }>({})
  const [tried, setTried] = useState(0)
  useEffect(() => {
    let left = false
    let mine: LocalFile | undefined
    setState({})
    // The version is part of the key, because a page of an older version must not be shown.
    download(`/api/cvs/${encodeURIComponent(id)}/preview?page=${page}`, `cv-${id}-${version}-${page}.jpg`).then(
      (file) => {
        mine = file
        if (left) releaseFile(file)
        else setState({ file })
      },
      (error: unknown) => {
        if (!left) setState({ error })
      },
    )
    return () => {
      left = true
      if (mine) releaseFile(mine)
    }
  }, [id, version, page, tried])
  const retry = useCallback(() => setTried((count) => count + 1), [])
  return { file: state.file, error: state.error, retry }
}
