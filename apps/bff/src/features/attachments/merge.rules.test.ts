import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import { describe, expect, it } from 'vitest'
import { makeLinks } from '../../crypto/signed-links.ts'
import type { FileRow } from './attachments.table.ts'
import { type KindPlan, mergeFiles } from './merge.rules.ts'

const links = makeLinks({ publicUrl: 'https://qp.example', tokenSecret: Buffer.alloc(32, 1) })
const idOf = (name: string) => Buffer.from(name.padEnd(12, '.')).toString('hex')
interface Known {
  at?: number
  removed?: number
  kind?: FileType
  foreign?: boolean
}
/** A file by a name of one letter, there since version `at`, removed in version `removed`. */
const file = (name: string, { at = 1, removed, kind = 'personalPhoto', foreign = false }: Known = {}): FileRow => ({
  id: idOf(name),
  resumeId: 'r',
  kind,
  position: name.charCodeAt(0),
  fileId: foreign ? null : `file-${name}`,
  url: foreign ? `https://old.example/${name}.jpg` : '',
  filename: name,
  size: 1,
  mimetype: 'image/jpeg',
  addedIn: at,
  removedIn: removed ?? null,
  removedAt: removed === undefined ? null : 1,
  createdBy: null,
  createdAt: 1,
})
const ours = (name: string, version?: number) =>
  `${links.open(idOf(name), 9)}${version === undefined ? '' : `#${version}`}`
const foreign = (name: string) => `https://old.example/${name}.jpg`
const named = (plan: KindPlan | undefined) => plan?.after.map(({ filename }) => filename.replace('.jpg', '')).join('')

/** The photos after an editor has sent this list. */
const photos = (all: FileRow[], list: string[], seen?: number) => {
  const rows = all.filter(({ removedIn }) => removedIn === null)
  const removed = all.filter(({ removedIn }) => removedIn !== null)
  return named(mergeFiles({ rows, removed, links }, new Map([['personalPhoto', [list]]]), seen)[0])
}

describe('an editor’s list of photos', () => {
  const abc = [file('a'), file('b'), file('c')]

  it.each<[string, FileRow[], string[], number | undefined, string | undefined]>([
    ['as it was changes nothing', abc, [ours('a'), ours('b'), ours('c')], 1, undefined],
    ['in another order is that order', abc, [ours('c'), ours('a'), ours('b')], 1, 'cab'],
    ['without one removes it', abc, [ours('a'), ours('c')], 1, 'ac'],
    ['that is empty removes all', abc, [], 1, ''],
    ['keeps a file that was added meanwhile', [...abc, file('d', { at: 2 })], [ours('b')], 1, 'bd'],
    ['that is empty keeps a file that the editor never saw', [...abc, file('d', { at: 2 })], [], 1, 'd'],
    [
      'does not bring back what went behind her back',
      [file('a'), file('b', { removed: 2 })],
      [ours('b'), ours('a')],
      1,
      undefined,
    ],
    ['names each file once', abc, [ours('a'), ours('a', 1), ours('b'), ours('c'), ours('a')], 1, undefined],
    [
      'tells by its addresses what she saw',
      [...abc, file('d', { at: 5 })],
      [ours('a', 4), ours('b', 4)],
      undefined,
      'abd',
    ],
    [
      'believes no foreign address about versions',
      [...abc, file('d', { at: 5 })],
      ['https://old.example/x.jpg#4'],
      undefined,
      'x',
    ],
    ['without a version counts as complete', [...abc, file('d', { at: 5 })], [ours('a')], undefined, 'a'],
    [
      'with addresses of nothing of ours leaves them out',
      abc,
      [ours('a'), ours('z'), ours('b'), ours('c')],
      1,
      undefined,
    ],
    [
      'with an external address adds it at its position',
      abc,
      [ours('a'), foreign('x'), ours('b'), ours('c')],
      1,
      'axbc',
    ],
    [
      'keeps a foreign file that it names',
      [file('x', { foreign: true }), file('y', { foreign: true })],
      [foreign('y')],
      1,
      'y',
    ],
    [
      'does not bring back a foreign file that went behind her back',
      [file('a'), file('x', { foreign: true, removed: 2 })],
      [ours('a'), foreign('x')],
      1,
      undefined,
    ],
    [
      'brings back a foreign file that she saw go',
      [file('a'), file('x', { foreign: true, removed: 2 })],
      [ours('a'), foreign('x')],
      2,
      'ax',
    ],
  ])('%s', (_, all, list, seen, expected) => expect(photos(all, list, seen)).toBe(expected))

  it('of a single kind replaces a file that came meanwhile; an empty list does not remove one that was never seen', () => {
    const one = (all: FileRow[], list: string[], seen: number) =>
      named(mergeFiles({ rows: all, removed: [], links }, new Map([['uniformPhoto', [list]]]), seen)[0])
    const uniform = file('u', { kind: 'uniformPhoto', at: 3 })
    expect(one([uniform], [foreign('x')], 1)).toBe('x')
    expect(one([uniform], [], 3)).toBe('')
    expect(one([uniform], [], 1)).toBeUndefined()
  })

  it('may name a photo under another kind, but a paper stays a paper', () => {
    const move = (from: FileType, to: FileType) => {
      const rows = [file('a', { kind: from })]
      const wanted = new Map<FileType, string[][]>([
        [from, [[]]],
        [to, [[ours('a')]]],
      ])
      return mergeFiles({ rows, removed: [], links }, wanted, 1).map((plan) => [plan.kind, named(plan)])
    }
    expect(move('personalPhoto', 'cookingPhoto')).toEqual([
      ['personalPhoto', ''],
      ['cookingPhoto', 'a'],
    ])
    expect(move('medicalReport', 'cookingPhoto')).toEqual([['medicalReport', '']])
    expect(move('personalPhoto', 'selfIntroductionVideo')).toEqual([['personalPhoto', '']])
  })

  it('sent in both forms counts by the one that changed', () => {
    const same = abc.map(({ filename }) => ours(filename))
    const both = (...lists: string[][]) =>
      named(mergeFiles({ rows: abc, removed: [], links }, new Map([['personalPhoto', lists]]), 1)[0])
    expect(both(same, [ours('c')])).toBe('c')
    expect(both([ours('b')], same)).toBe('b')
    expect(both(same, same)).toBeUndefined()
  })
})
