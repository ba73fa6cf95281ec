import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { FILE_RULES, MAX_FILE_BYTES, MAX_FILES_AT_ONCE } from '@qingpin/contract/attachments/attachments.rules'
import sharp from 'sharp'
import { anMp4, aPicture, aPngBomb, aZipBomb, SCRIPT_SVG } from '@qingpin/testing/odd-files'
import { makePictures } from '../src/adapters/sharp/picture.adapter.ts'
import { GUEST } from '../src/context.ts'
import { AppError } from '../src/errors.ts'
import { MemoryBudget } from '../src/runtime/memory-budget.ts'
import { readForm, inspectFile } from '../src/storage/index.ts'
import { makeLogger } from '../src/runtime/log.ts'

/**
 * What uploads take of the memory, a part of `npm run bench` (Linux). A server of its own takes files as the
 * product does, and the kernel says how large it, and the process that draws, became at the most.
 */
const MB = 1024 * 1024

function beServer(): void {
  const [pictures, memoryBudget] = [makePictures(makeLogger('silent')), new MemoryBudget()]
  const rules = { field: 'files', most: MAX_FILES_AT_ONCE, maxBytes: MAX_FILE_BYTES }
  const take = async (request: Request): Promise<string> => {
    const rule =
      new URL(request.url).pathname === '/video' ? FILE_RULES.selfIntroductionVideo : FILE_RULES.personalPhoto
    try {
      const { files } = await readForm(request, rules, (file) =>
        inspectFile(
          { pictures, memoryBudget, actor: GUEST, caller: request.headers.get('x-sender') ?? '' },
          file,
          rule,
          async (taken) => {
            if (taken.medium === 'video') for await (const piece of taken.bytes) void piece
          },
        ),
      )
      return `${files.length} taken`
    } catch (error) {
      return error instanceof AppError ? error.code : String(error)
    }
  }
  const server = serve({ fetch: async (request) => new Response(await take(request)), port: 0, hostname: '127.0.0.1' })
  server.once('listening', () => process.send?.((server.address() as AddressInfo).port))
  process.on('disconnect', () => process.exit(0))
}

const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
/** The most that a process held since it was last asked to forget, in MB. */
const peakOf = (pid: number): number =>
  Math.round(Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
const forgetPeak = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, '5')

/** What one case came to: the answer, how long it took, and the most that each process held, in MB. */
export interface UploadPeak {
  what: string
  said: string
  ms: number
  server: number
  drawing: number
}

/** Fails where an answer is not the one that is due: a server that refuses everything needs little memory. */
export async function measureUploads(): Promise<UploadPeak[]> {
  const child = fork(import.meta.filename, ['server'])
  try {
    return await measure(child)
  } finally {
    child.disconnect()
  }
}

async function measure(child: ChildProcess): Promise<UploadPeak[]> {
  const port = await new Promise<number>((resolve) => child.once('message', (said) => resolve(Number(said))))
  const pid = child.pid ?? 0
  const send = async (files: readonly Uint8Array[], path = '/', sender = 0): Promise<string> => {
    const body = new FormData()
    for (const bytes of files) body.append('files', new Blob([new Uint8Array(bytes)]), 'photo')
    return fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body,
      headers: { 'x-sender': String(sender) },
    }).then(
      (response) => response.text(),
      (error: Error) => `no answer: ${String(error.cause ?? error)}`,
    )
  }
  const photo = (width: number, height: number) =>
    sharp({
      create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 20 } },
    })
  const small = await aPicture()
  await send([small])
  const peaks: UploadPeak[] = []

  const twelve = await photo(4000, 3000).jpeg({ quality: 80 }).toBuffer()
  const fortyEight = await photo(8000, 6000).jpeg({ quality: 60 }).toBuffer()
  const flat = () => sharp({ create: { width: 8000, height: 8000, channels: 4, background: '#2a7f62' } })
  const interlaced = await flat().png({ progressive: true }).toBuffer()
  const progressive = await flat().withMetadata({ orientation: 6 }).jpeg({ progressive: true }).toBuffer()
  const webp = await flat().webp({ effort: 0 }).toBuffer()
  const [wide, bomb, archive, film] = [aPngBomb(8000, 8000), aPngBomb(20_000, 10_000), aZipBomb(500), anMp4(49 * MB)]
  const [taken, someTaken] = [/^1 taken(?:,1 taken)*$/, /\d taken/]
  const cases: [string, RegExp, () => Promise<string>][] = [
    ['a photo of 12 megapixels', taken, () => send([twelve])],
    ['a photo of 48 megapixels', taken, () => send([fortyEight])],
    ['64 megapixels as PNG', taken, () => send([wide])],
    ['64 megapixels as interlaced PNG in colour', taken, () => send([interlaced])],
    ['64 megapixels as progressive JPEG, turned', taken, () => send([progressive])],
    ['64 megapixels as WebP', taken, () => send([webp])],
    ['200 megapixels in 25 kB', /^PICTURE_TOO_BIG$/, () => send([bomb])],
    ['an archive of 500 MB', /^FILE_TYPE_NOT_ALLOWED$/, () => send([archive])],
    ['a drawing with a script', /^FILE_TYPE_NOT_ALLOWED$/, () => send([SCRIPT_SVG])],
    ['51 MB', /^FILE_TOO_LARGE$/, () => send([Buffer.concat([small, Buffer.alloc(51 * MB)])])],
    ['a film of 49 MB', taken, () => send([film], '/video')],
    [
      'four films of 49 MB at once',
      taken,
      async () => (await Promise.all(Array.from({ length: 4 }, (_, i) => send([film], '/video', i)))).join(),
    ],
    ['30 photos of 12 megapixels in one form', someTaken, () => send(Array.from({ length: 30 }, () => twelve))],
    [
      '8 clients with 5 such photos each',
      someTaken,
      async () =>
        (
          await Promise.all(
            Array.from({ length: 8 }, (_, i) =>
              send(
                Array.from({ length: 5 }, () => twelve),
                '/',
                i,
              ),
            ),
          )
        ).join(),
    ],
    ['a photo after all that', taken, () => send([small])],
  ]
  for (const [what, expected, run] of cases) {
    const processes = [pid, ...childrenOf(pid)]
    processes.forEach(forgetPeak)
    const started = performance.now()
    const said = await run()
    if (!expected.test(said)) throw new Error(`${what} was answered ${said}`)
    peaks.push({
      what,
      said,
      ms: Math.round(performance.now() - started),
      server: peakOf(pid),
      drawing: Math.max(0, ...childrenOf(pid).map(peakOf)),
    })
  }
  return peaks
}

if (import.meta.main && process.argv[2] === 'server') beServer()
