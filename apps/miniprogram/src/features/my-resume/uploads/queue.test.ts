import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PickedFile } from '@/platform/picked-file.types'
import { makeQueue, type Failure, type Permission, type UploadItem } from './queue'

const aFile = (name: string, over: Partial<PickedFile> = {}): PickedFile => ({
  name,
  size: 1000,
  mimetype: 'image/jpeg',
  path: `tmp/${name}`,
  ...over,
})

interface OnWay {
  readonly item: UploadItem
  readonly progress: (percent: number) => void
  readonly arrive: () => void
  readonly fail: (error: unknown) => void
  aborted: boolean
}

const NETWORK: Failure = { reason: '网断了', again: true }

/** A server that can be watched and held up. */
function aWorld() {
  const world = {
    now: 0,
    asked: [] as string[],
    confirmed: [] as string[],
    added: [] as string[],
    released: [] as string[],
    onWay: [] as OnWay[],
    confirms: (): Promise<string> => Promise.resolve('file'),
    reason: NETWORK,
  }
  const queue = makeQueue<Permission, string>({
    now: () => world.now,
    ask: async (item) => {
      world.asked.push(item.file.name)
      return { uploadId: `permission-${world.asked.length}`, expiresAt: world.now + 600_000 }
    },
    send: (item, _permission, progress) => {
      let arrive = () => {}
      let fail: (error: unknown) => void = () => {}
      const done = new Promise<void>((resolve, reject) => {
        arrive = resolve
        fail = reject
      })
      const way: OnWay = { item, progress, arrive, fail, aborted: false }
      world.onWay.push(way)
      return {
        done,
        abort: () => {
          way.aborted = true
          fail(new Error('aborted'))
        },
      }
    },
    confirm: (_item, { uploadId }) => {
      world.confirmed.push(uploadId)
      return world.confirms()
    },
    onAdded: (item) => world.added.push(item.file.name),
    reasonOf: () => world.reason,
    release: (file) => world.released.push(file.name),
  })
  const states = () => queue.store.getState().items.map(({ file, state }) => `${file.name} ${state.kind}`)
  const idOf = (name: string) => queue.store.getState().items.find(({ file }) => file.name === name)?.id ?? ''
  return { world, queue, states, idOf }
}

/** Lets the steps that wait for nothing go on. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('files on their way', () => {
  let one: ReturnType<typeof aWorld>
  beforeEach(() => {
    one = aWorld()
  })

  it('are uploaded three at a time, so that one stuck upload does not block the others', async () => {
    const { queue, states, world } = one
    queue.add(
      'r1',
      'certificate',
      ['a', 'b', 'c', 'd'].map((name) => aFile(name)),
    )
    await settle()
    expect(states()).toEqual(['a uploading', 'b uploading', 'c uploading', 'd waiting'])
    world.onWay[1]?.arrive()
    await settle()
    expect(world.added).toEqual(['b'])
    expect(states()).toEqual(['a uploading', 'c uploading', 'd uploading'])
  })

  it('report their progress, and that the server is checking them', async () => {
    const { queue, world } = one
    world.confirms = () => new Promise(() => {})
    queue.add('r1', 'certificate', [aFile('a')])
    await settle()
    world.onWay[0]?.progress(40)
    expect(queue.store.getState().items[0]?.state).toEqual({ kind: 'uploading', percent: 40 })
    world.onWay[0]?.arrive()
    await settle()
    expect(queue.store.getState().items[0]?.state).toEqual({ kind: 'checking' })
  })

  it('leave the queue and the memory when they are in the resume', async () => {
    const { queue, states, world } = one
    queue.add('r1', 'certificate', [aFile('a')])
    await settle()
    world.onWay[0]?.arrive()
    await settle()
    expect([states(), world.added, world.released]).toEqual([[], ['a'], ['a']])
  })

  it('stay when the connection breaks, and are sent again with the same permission', async () => {
    const { queue, states, world, idOf } = one
    queue.add('r1', 'certificate', [aFile('a')])
    await settle()
    world.onWay[0]?.fail(new Error('cut'))
    await settle()
    expect(queue.store.getState().items[0]?.state).toEqual({ kind: 'failed', reason: '网断了', again: true })
    queue.retry(idOf('a'))
    await settle()
    world.onWay[1]?.arrive()
    await settle()
    expect([states(), world.asked, world.confirmed]).toEqual([[], ['a'], ['permission-1']])
  })

  it('are not sent twice when only the confirmation was lost', async () => {
    const { queue, world, idOf } = one
    world.confirms = () => Promise.reject(new Error('cut'))
    queue.add('r1', 'certificate', [aFile('a')])
    await settle()
    world.onWay[0]?.arrive()
    await settle()
    world.confirms = () => Promise.resolve('file')
    queue.retry(idOf('a'))
    await settle()
    expect([world.onWay.length, world.confirmed, world.added]).toEqual([1, ['permission-1', 'permission-1'], ['a']])
  })

  it.each([
    ['file', ['a']],
    ['permission', ['a', 'a']],
  ] as const)('are sent anew when the %s was lost, with the permission that holds', async (lost, asked) => {
    const { queue, world, idOf } = one
    world.reason = { ...NETWORK, lost }
    world.confirms = () => Promise.reject(new Error('nothing there'))
    queue.add('r1', 'certificate', [aFile('a')])
    await settle()
    world.onWay[0]?.arrive()
    await settle()
    queue.retry(idOf('a'))
    await settle()
    expect([world.asked, world.onWay.length]).toEqual([asked, 2])
  })

  it('ask for another permission when the first one has ended', async () => {
    const { queue, world, idOf } = one
    queue.add('r1', 'certificate', [aFile('a')])
    await settle()
    world.onWay[0]?.fail(new Error('cut'))
    await settle()
    world.now += 600_001
    queue.retry(idOf('a'))
    await settle()
    expect(world.asked).toEqual(['a', 'a'])
  })

  it('are aborted and never confirmed when they are removed', async () => {
    const { queue, states, world, idOf } = one
    queue.add('r1', 'certificate', [aFile('a'), aFile('b')])
    await settle()
    queue.cancel(idOf('a'))
    await settle()
    expect(world.onWay[0]?.aborted).toBe(true)
    expect([states(), world.confirmed, world.released]).toEqual([['b uploading'], [], ['a']])
  })

  it('make room for the next when they are removed', async () => {
    const { queue, states, idOf } = one
    queue.add(
      'r1',
      'certificate',
      ['a', 'b', 'c', 'd'].map((name) => aFile(name)),
    )
    await settle()
    queue.cancel(idOf('a'))
    await settle()
    expect(states()).toEqual(['b uploading', 'c uploading', 'd uploading'])
  })

  it('go on by themselves when the network returns, each from where it stopped, and others do not', async () => {
    const { queue, states, world } = one
    queue.add('r1', 'certificate', [aFile('a'), aFile('b')])
    await settle()
    world.reason = { ...NETWORK, offline: true }
    world.onWay[0]?.fail(new Error('cut'))
    await settle()
    world.reason = NETWORK
    world.onWay[1]?.fail(new Error('refused'))
    await settle()
    expect(states()).toEqual(['a failed', 'b failed'])
    queue.resume()
    await settle()
    expect(states()).toEqual(['a uploading', 'b failed'])
    expect(world.asked, 'no second permission').toHaveLength(2)
  })

  it('are refused before anything is sent where name, type or size say enough', async () => {
    const { queue, world } = one
    queue.add('r1', 'idCardFront', [
      aFile('empty.jpg', { size: 0 }),
      aFile('large.jpg', { size: 21 * 1024 * 1024 }),
      aFile('IMG_1.HEIC', { mimetype: '' }),
      aFile('film.mp4', { mimetype: 'video/mp4' }),
    ])
    await settle()
    const reasons = queue.store.getState().items.map(({ state }) => (state.kind === 'failed' ? state.reason : ''))
    expect(reasons).toEqual([
      '这个文件是空的，请换一个。',
      '文件最大20兆，这个有21兆。',
      expect.stringContaining('兼容性最佳'),
      '这里放照片（jpg、jpeg、png、webp），请换一个。',
    ])
    expect(world.asked).toEqual([])
  })

  it('are all released when another account logs in', async () => {
    const { queue, states, world } = one
    const cut = vi.fn()
    queue.add(
      'r1',
      'certificate',
      ['a', 'b', 'c', 'd'].map((name) => aFile(name)),
    )
    queue.store.subscribe(cut)
    await settle()
    queue.clear()
    await settle()
    expect([states(), world.confirmed]).toEqual([[], []])
    expect(world.onWay.every(({ aborted }) => aborted)).toBe(true)
  })
})
