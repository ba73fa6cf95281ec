import { useState } from 'react'
import { useAction } from '@/app/use-action'
import { mediaUrl } from '@/platform/api-address'
import { showPictures } from '@/platform/local-file'
import { hasPictureViewer, showDocument, showFilm } from '@/platform/show-file'
import { failure, problemOf } from '@/ui/read-error'
import { openFile, type ResumeFile } from '../files-api'
import { lookOf } from './format-file'

/** The pictures in the app's viewer. */
export interface Viewed {
  readonly pictures: readonly string[]
  readonly at: number
}

/** The suffix is added by the app, not by the server. */
const plain = (url: string) => mediaUrl(url).replace(/#.*$/, '')

/**
 * Opens files: pictures with their neighbours; papers, and files on another host, one by one by a short-lived
 * address.
 */
export function useViewing(resumeId: string) {
  const [viewed, setViewed] = useState<Viewed>()

  const show = (pictures: readonly string[], at: number) => {
    if (hasPictureViewer) showPictures(pictures, pictures[at] ?? '')
    else setViewed({ pictures, at })
  }
  const { run, problem, forget } = useAction(
    async (file: ResumeFile) => {
      const { url, filename } = await openFile(resumeId, file.id)
      const look = lookOf(file)
      if (look === 'picture') return show([plain(url)], 0)
      const shown = look === 'film' ? await showFilm(plain(url)) : await showDocument(plain(url), filename)
      if (!shown) throw failure('文件没打开，再试一次。')
    },
    { problemOf: (error) => problemOf(error, (title) => `没打开：${title}`) },
  )
  const open = (file: ResumeFile, among: readonly ResumeFile[]) => {
    forget()
    if (file.paper || file.external || lookOf(file) !== 'picture') return void run(file)
    const pictures = among.filter((one) => !one.external && lookOf(one) === 'picture')
    return show(
      pictures.map(({ url }) => plain(url)),
      pictures.indexOf(file),
    )
  }
  return {
    viewed,
    problem,
    open,
    turn: (at: number) => setViewed((before) => before && { ...before, at }),
    close: () => setViewed(undefined),
  }
}
