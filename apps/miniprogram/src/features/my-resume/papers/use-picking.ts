import { FILE_RULES } from '@qingpin/contract/attachments/attachments.rules'
import { useState } from 'react'
import { pickFiles, pickSources } from '@/platform/pick-files'
import type { PickSource } from '@/platform/picked-file.types'
import { uploads } from '../uploads/uploads'
import type { PaperKind } from './sections'

export interface Picking {
  /** Asks for the source, or opens the only one. */
  readonly start: () => void
  readonly asking: boolean
  readonly sources: readonly PickSource[]
  readonly from: (source: PickSource) => void
  readonly close: () => void
  /** Why some or all chosen files were not accepted. */
  readonly problem: string | undefined
}

const NO_CAMERA = '没能打开相机。可以先拍好，再从相册选。'
const NO_ALBUM = '没能打开相册，请在手机设置里允许后再试。'

/** Choosing files of one kind for a resume that holds `there` of them. */
export function usePicking(resumeId: string, { type, what }: PaperKind, there: number): Picking {
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const sources = pickSources(what)
  const room = FILE_RULES[type].most - there

  const pick = async (source: PickSource) => {
    setProblem(undefined)
    const files = await pickFiles({ source, what, most: room }).catch(() => undefined)
    if (!files) return setProblem(source === 'camera' ? NO_CAMERA : NO_ALBUM)
    uploads.add(resumeId, type, files.slice(0, room))
    const over = files.length - room
    if (over > 0) setProblem(`这里最多放${FILE_RULES[type].most}张，多选的${over}张没有传。`)
  }
  return {
    asking,
    sources,
    problem,
    start: () => {
      const [only] = sources
      if (only !== undefined && sources.length === 1) void pick(only)
      else setAsking(true)
    },
    from: (source) => void pick(source),
    close: () => setAsking(false),
  }
}
