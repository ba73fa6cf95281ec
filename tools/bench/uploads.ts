import { measureUploads, type UploadPeak } from '../../apps/bff/bench/uploads.ts'
import type { Figure } from './stage.ts'

/**
 * A server of 130 MB holds 96 MB of uploads at the most (`runtime/memory-budget.ts`), each for a moment twice while its pieces are
 * joined, and V8 frees late: 240 MB were measured for single uploads and films, 285 MB for a crowd.
 */
const SERVER_MB = 320
const CROWD_MB = 400
/** One interlaced PNG of 64 megapixels, the most that is drawn, takes 470 MB. The process goes away when idle. */
const DRAWING_MB = 600

const CROWDS = ['30 photos of 12 megapixels in one form', '8 clients with 5 such photos each']

const worst = (peaks: readonly UploadPeak[], of: 'server' | 'drawing'): UploadPeak =>
  peaks.reduce((most, one) => (one[of] > most[of] ? one : most))

/** The peak memory of the server and of the process that draws, over uploads that are meant to hurt. */
export async function benchUploads(): Promise<Figure[]> {
  const peaks = await measureUploads()
  const crowds = peaks.filter(({ what }) => CROWDS.includes(what))
  const single = peaks.slice(
    0,
    peaks.findIndex(({ what }) => CROWDS.includes(what)),
  )
  const figure = (what: string, peak: UploadPeak, of: 'server' | 'drawing', limit: number): Figure => ({
    what,
    value: peak[of],
    unit: 'MB',
    limit,
    note: `${peak.what}: ${[...new Set(peak.said.split(','))].join()}`,
  })
  const told = single.map(({ what, said, ms, server }): Figure => ({
    what: `server, ${what}`,
    value: server,
    unit: 'MB',
    note: `${[...new Set(said.split(','))].join()}, ${ms} ms`,
  }))
  return [
    ...told,
    figure('peak of the server, single uploads and films', worst(single, 'server'), 'server', SERVER_MB),
    figure('peak of the server, a crowd with photos', worst(crowds, 'server'), 'server', CROWD_MB),
    figure('peak of the process that draws', worst(peaks, 'drawing'), 'drawing', DRAWING_MB),
  ]
}
