import Taro from '@tarojs/taro'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { dropSession, startAs, type SessionReply } from '@/app/session'
import { getStored, setStored, storedKeys } from '@/platform/storage'
import { defineDraft, GUEST } from './drafts'
import { migrateOldDrafts } from './old-keys'

const logIn = (id: string) =>
  startAs({ access_token: 'a', refresh_token: `r-${id}`, user: { id, role: 'personal' } } as SessionReply)

const text = (stored: unknown) => (typeof stored === 'string' ? stored : undefined)
const notes = defineDraft<string>('chat', { read: text, isBlank: (value) => value.trim() === '' })
const copies = defineDraft<string>('cv', { read: text, isSaved: (value) => value === 'saved' })

beforeEach(() => dropSession())

describe('a draft', () => {
  it('is read back by its owner, with the time of the write', () => {
    vi.spyOn(Date, 'now').mockReturnValue(1000)
    logIn('a')
    notes.of('new').write('还没发出去')
    expect(notes.of('new').read()).toBe('还没发出去')
    expect(notes.of('new').savedAt()).toBe(1000)
    expect(getStored('draft/chat/a/new')).toMatchObject({ savedAt: 1000, value: '还没发出去' })
  })

  it('is not seen by the next person on this phone, and waits for its owner', () => {
    logIn('a')
    notes.of('new').write('还没发出去')
    dropSession()
    expect(notes.of('new').read()).toBeUndefined()
    logIn('b')
    expect(notes.of('new').read()).toBeUndefined()
    logIn('a')
    expect(notes.of('new').read()).toBe('还没发出去')
  })

  it('stays with the owner it was opened for, also when another account logs in above it', () => {
    logIn('a')
    const draft = notes.of('new')
    logIn('b')
    draft.write('还没发出去')
    expect(notes.of('new').read()).toBeUndefined()
    expect(notes.of('new', 'a').read()).toBe('还没发出去')
  })

  it('written before a login belongs to the guest', () => {
    notes.of('new').write('还没发出去')
    expect(storedKeys('draft/')).toEqual(['draft/chat/guest/new'])
    logIn('a')
    expect(notes.of('new').read()).toBeUndefined()
    expect(notes.of('new', GUEST).read()).toBe('还没发出去')
  })

  it('that is blank, or dropped, leaves nothing on the phone', () => {
    const draft = notes.of('new')
    draft.write('还没发出去')
    draft.write('  ')
    expect(storedKeys('draft/')).toEqual([])
    draft.write('还没发出去')
    draft.drop()
    expect(storedKeys('draft/')).toEqual([])
  })

  it.each([
    ['nothing', undefined],
    ['a bare value', '文字'],
    ['another shape', { savedAt: 1, value: 7 }],
  ])('of %s is none', (_, stored) => {
    setStored('draft/chat/guest/new', stored)
    expect(notes.of('new').read()).toBeUndefined()
  })

  it('says whether the phone took it', () => {
    vi.spyOn(Taro, 'setStorageSync').mockImplementation(() => {
      throw new Error('exceed storage max size')
    })
    expect(notes.of('new').write('还没发出去')).toBe(false)
  })
})

describe('two tabs of one browser', () => {
  const list = (...open: string[]) =>
    localStorage.setItem('open-tabs', JSON.stringify(Object.fromEntries(open.map((tab) => [tab, Date.now()]))))
  const byTab = (tab: string, value: string, savedAt = 1) =>
    setStored(`draft/chat/a/new${tab === 'first' ? '' : `~${tab}`}`, { savedAt, tab, value })
  const shared = defineDraft<string>('cv', { read: text, isSaved: (value) => value === 'saved', readsOpenTabs: true })

  beforeEach(() => {
    logIn('a')
    localStorage.clear()
  })

  it('write beside each other, and each reads its own', () => {
    list('first')
    byTab('first', '那边写的')
    const draft = notes.of('new')
    expect(draft.read()).toBeUndefined()
    draft.write('这边写的')
    draft.write('这边写的字')
    expect([draft.read(), notes.subjects()]).toEqual(['这边写的字', ['new']])
    expect(getStored('draft/chat/a/new')).toMatchObject({ value: '那边写的' })
    draft.drop()
    expect(storedKeys('draft/')).toEqual(['draft/chat/a/new'])
  })

  it('leave what they wrote to the next one when they are closed, the newest first, and none of it is lost', () => {
    byTab('first', '先关的', 1)
    byTab('second', '后关的', 2)
    const draft = notes.of('new')
    expect(draft.leftByOthers().map(({ value }) => value)).toEqual(['后关的', '先关的'])
    expect([draft.read(), draft.savedAt()]).toEqual(['后关的', 2])
    draft.write('后关的，接着写')
    draft.drop()
    expect(draft.read()).toBe('先关的')
    draft.drop()
    expect([draft.read(), storedKeys('draft/')]).toEqual([undefined, []])
  })

  it('keep their own when one comes back that was thought to be closed', () => {
    byTab('second', '那边写的')
    const draft = notes.of('new')
    draft.read()
    byTab('second', '那边接着写')
    draft.write('这边写的')
    list('second')
    expect([draft.read(), draft.leftByOthers()]).toEqual(['这边写的', []])
    list()
    expect(draft.leftByOthers().map(({ value }) => value)).toEqual(['那边接着写'])
  })

  it('read each other where that is asked for, and drop what is saved elsewhere', () => {
    list('second')
    setStored('draft/cv/a/1~second', { savedAt: 1, tab: 'second', value: '没存上的' })
    expect(shared.of('1').read()).toBe('没存上的')
    expect(storedKeys('draft/cv/')).toEqual(['draft/cv/a/1~second'])
    list()
    setStored('draft/cv/a/1~third', { savedAt: 5, tab: 'third', value: 'saved' })
    expect(shared.of('1').read()).toBe('没存上的')
    expect(shared.of('1').leftByOthers()).toEqual([])
    expect(storedKeys('draft/cv/')).toHaveLength(1)
  })

  it('find what was set aside before something else was written', () => {
    const draft = notes.of('new')
    draft.write('先写的')
    draft.setAside()
    draft.write('后写的')
    expect([draft.read(), draft.leftByOthers().map(({ value }) => value)]).toEqual(['后写的', ['先写的']])
    draft.drop()
    expect(draft.read()).toBe('先写的')
  })

  it('leave nothing of one account to the next, from any tab', () => {
    setStored('draft/cv/a/1~second', { savedAt: 1, tab: 'second', value: 'saved' })
    setStored('draft/cv/a/2~second', { savedAt: 1, tab: 'second', value: '没存上的' })
    dropSession()
    expect(storedKeys('draft/cv/')).toEqual(['draft/cv/a/2~second'])
  })
})

it('lists the subjects of the account that is logged in', () => {
  logIn('a')
  copies.of('one').write('unsaved')
  copies.of('two').write('saved')
  logIn('b')
  copies.of('three').write('unsaved')
  expect(copies.subjects()).toEqual(['three'])
})

it('what the server has as well leaves the phone with its owner, what it has not stays', () => {
  logIn('a')
  copies.of('one').write('unsaved')
  copies.of('two').write('saved')
  notes.of('new').write('saved')
  dropSession()
  expect(storedKeys('draft/').sort()).toEqual(['draft/chat/a/new', 'draft/cv/a/one'])
})

describe('keys of older versions', () => {
  it('are moved once, to their owner and subject', () => {
    setStored('chat-draft/a/new', '还没发出去')
    setStored('chat-draft/nobody/65f0', '客人写的')
    migrateOldDrafts()
    migrateOldDrafts()
    expect(storedKeys('chat-draft/')).toEqual([])
    expect(notes.of('new', 'a').read()).toBe('还没发出去')
    expect(notes.of('65f0', GUEST).read()).toBe('客人写的')
  })

  it('keep the time that the value says', () => {
    setStored('cv-copy/a/one', { savedAt: 1000 })
    migrateOldDrafts()
    expect(copies.of('one', 'a').savedAt()).toBe(1000)
  })

  it('are moved beside what stands under the new key, so that neither draft is lost', () => {
    setStored('chat-draft/a/new', '旧的')
    notes.of('new', 'a').write('新的')
    migrateOldDrafts()
    const draft = notes.of('new', 'a')
    expect([draft.read(), draft.leftByOthers().map(({ value }) => value)]).toEqual(['新的', ['旧的']])
    expect(storedKeys('chat-draft/')).toEqual([])
  })

  it('are moved in a storage that has no room for both', () => {
    setStored('chat-draft/a/new', '还没发出去')
    const write = Taro.setStorageSync.bind(Taro)
    const store = vi.spyOn(Taro, 'setStorageSync').mockImplementation((key: string, value: unknown) => {
      if (storedKeys('chat-draft/').length > 0) throw new Error('exceed storage max size')
      write(key, value)
    })
    migrateOldDrafts()
    store.mockRestore()
    expect(notes.of('new', 'a').read()).toBe('还没发出去')
  })
})
