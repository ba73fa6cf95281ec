import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeToOthers } from './owner-only.ts'

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe.runIf(process.platform !== 'win32')('the data folder', () => {
  let root: string
  let folder: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'qingpin-owner-'))
    folder = join(root, 'data')
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const make = (path: string, mode: number) => {
    writeFileSync(join(folder, path), '')
    chmodSync(join(folder, path), mode)
  }

  it('is made for its owner only', () => {
    expect(closeToOthers(folder)).toEqual([])
    expect(modeOf(folder)).toBe('700')
  })

  it('is closed to other users, with all files that an earlier release left open', () => {
    mkdirSync(join(folder, 'files/private/content'), { recursive: true })
    for (const name of ['qingpin.db', 'qingpin.db-wal', 'qingpin.db-shm', 'dev-secrets.json']) make(name, 0o644)
    make('files/private/content/paper.jpg', 0o664)
    for (const name of ['files/private/content', 'files/private', 'files', '']) chmodSync(join(folder, name), 0o755)

    expect(closeToOthers(folder)).toEqual([])
    const names = ['', 'files', 'files/private', 'files/private/content', 'files/private/content/paper.jpg']
    expect(names.map((name) => modeOf(join(folder, name)))).toEqual(['700', '700', '700', '700', '600'])
    for (const name of ['qingpin.db', 'qingpin.db-wal', 'qingpin.db-shm', 'dev-secrets.json'])
      expect([name, modeOf(join(folder, name))]).toEqual([name, '600'])
  })

  it('keeps what belongs to other programs as it is, and follows no link out of itself', () => {
    mkdirSync(folder)
    make('letter.txt', 0o644)
    const outside = join(root, 'outside')
    writeFileSync(outside, '')
    chmodSync(outside, 0o644)
    symlinkSync(outside, join(folder, 'files'))
    closeToOthers(folder)
    expect([modeOf(join(folder, 'letter.txt')), modeOf(outside)]).toEqual(['644', '644'])
  })

  it('is not closed where others work in it, as in /tmp', () => {
    mkdirSync(folder)
    make('qingpin.db', 0o644)
    chmodSync(folder, 0o1777)
    closeToOthers(folder)
    expect([modeOf(folder), modeOf(join(folder, 'qingpin.db'))]).toEqual(['777', '600'])
  })
})
