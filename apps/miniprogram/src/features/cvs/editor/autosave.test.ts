import { emptyDocument, type CvDocument } from '@qingpin/cv/document'
import { textAt, withText, type TextPath } from '@qingpin/cv/operations'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '@/app/api'
import { dropSession, startAs } from '@/app/session'
import { useServer } from '../../../../test/server'
import type { CvDetail } from '../api'
import { startAutosave, type Autosave, type Send } from './autosave'
import { makeEditor, setText, undo, type EditorStore } from './editor-store'
import { currentOwner } from '@/app/drafts/drafts'
import { setStored, storedKeys } from '@/platform/storage'
import { isUnsaved, localCopies, type LocalCopy } from './local-copy'

const { server, state } = useServer()
const send: Send = (id, body) => api('PATCH /api/cvs/{id}', { params: { id }, body })
const until = (check: () => unknown) =>
  vi.waitFor(() => expect(check()).toBeTruthy(), { timeout: 30_000, interval: 10 })

const running: Autosave[] = []
afterEach(async () => {
  state.cut = false
  await Promise.all(running.splice(0).map((autosave) => autosave.stop()))
})

interface Opened {
  editor: EditorStore
  autosave: Autosave
  life: { over: boolean }
}
/** Opens a CV as the screen does: what waits on the phone first, then what the server has. */
function open(cv: CvDetail, sender: Send = send): Opened {
  const copy = localCopies.of(cv.id).read()
  const waiting = copy !== undefined && isUnsaved(copy)
  const editor = makeEditor({
    id: cv.id,
    title: '',
    document: waiting ? copy.document : cv.document,
    base: waiting ? copy.base : cv.document,
    version: waiting ? copy.version : cv.version,
    saveState: waiting ? { state: 'local' } : { state: 'saved', at: 0 },
  })
  const life = { over: false }
  const autosave = startAutosave(editor, (id, body) => (life.over ? new Promise(() => {}) : sender(id, body)))
  running.push(autosave)
  if (waiting) autosave.meet(cv)
  return { editor, autosave, life }
}

/** The tab is killed: nothing that it sends from now on arrives, and its successor writes to the phone instead of it. */
const kill = ({ life }: Opened): void => {
  life.over = true
  running.length = 0
}

let cv: CvDetail
const stored = () => api('GET /api/cvs/{id}', { params: { id: cv.id } })
const elsewhere = async (change: (document: CvDocument) => CvDocument) => {
  const now = await stored()
  return send(cv.id, { version: now.version, document: change(now.document) })
}

beforeEach(async () => {
  const { token, refreshToken } = await server.aPerson()
  const user = await server.as(token)('GET /api/auth/me')
  startAs({ access_token: token, token, refresh_token: refreshToken, user } as never)
  cv = await api('POST /api/cvs', { body: {} })
})

describe('what is typed', () => {
  it('is stored on the phone at once, and on the server in one save when typing pauses', async () => {
    const { editor } = open(cv)
    for (const text of ['方', '方舟']) {
      setText(editor, 'basics.name', text)
      expect(localCopies.of(cv.id).read()?.document.basics.name).toBe(text)
      expect(editor.getState().saveState.state).toBe('saving')
    }
    await until(() => editor.getState().saveState.state === 'saved')
    expect(await stored()).toMatchObject({ version: 2, document: { basics: { name: '方舟' } } })
  })

  it('during a save is saved by the next one, and the state is not "saved" before', async () => {
    const { editor, autosave } = open(cv)
    const held = server.hold(`PATCH /api/cvs/${cv.id}`)
    setText(editor, 'basics.name', '方')
    const first = autosave.flush()
    setText(editor, 'basics.name', '方舟')
    await until(() => state.calls.includes(`PATCH /api/cvs/${cv.id}`))
    expect(editor.getState().saveState.state).toBe('saving')
    held.release()
    await first
    expect(editor.getState().saveState.state).toBe('saved')
    expect(await stored()).toMatchObject({ version: 3, document: { basics: { name: '方舟' } } })
  })

  it('without a network stays on the phone, says so, and is saved when the network is back', async () => {
    const { editor, autosave } = open(cv)
    state.cut = true
    setText(editor, 'basics.city', '杭州')
    await autosave.flush()
    expect(editor.getState().saveState.state).toBe('local')
    state.cut = false
    await until(() => editor.getState().saveState.state === 'saved')
    expect((await stored()).document.basics.city).toBe('杭州')
  })

  it('stays on the phone until it is saved, through several losses of the network', async () => {
    const comesAndGoes = '10110001011010011'
    let sends = 0
    const flaky: Send = async (id, body) => {
      sends += 1
      if (comesAndGoes[sends % comesAndGoes.length] === '0')
        throw Object.assign(new Error('failed'), { name: 'NetworkError', kind: 'failed' })
      return send(id, body)
    }
    const { editor, autosave } = open(cv, flaky)
    for (let n = 1; n <= 20; n += 1) {
      setText(editor, 'selfEvaluation', '字'.repeat(n))
      await autosave.flush()
      const { saveState } = editor.getState()
      if (saveState.state === 'saved') expect((await stored()).document.selfEvaluation).toHaveLength(n)
      else expect(localCopies.of(cv.id).read()?.document.selfEvaluation).toHaveLength(n)
    }
    await until(() => editor.getState().saveState.state === 'saved')
    expect((await stored()).document.selfEvaluation).toBe('字'.repeat(20))
  })

  it('and undone is saved as undone', async () => {
    const { editor, autosave } = open(cv)
    setText(editor, 'basics.name', '方舟')
    await autosave.flush()
    undo(editor)
    await autosave.flush()
    expect((await stored()).document).toEqual(emptyDocument())
  })
})

describe('a tab that is killed', () => {
  it('in the middle of a word loses nothing: the next one opens with the text and saves it', async () => {
    const first = open(cv)
    setText(first.editor, 'basics.name', '方舟')
    await first.autosave.flush()
    setText(first.editor, 'basics.city', '杭')
    kill(first)

    const next = open(await stored())
    expect(next.editor.getState().document.basics).toMatchObject({ name: '方舟', city: '杭' })
    await until(() => next.editor.getState().saveState.state === 'saved')
    expect((await stored()).document.basics).toMatchObject({ name: '方舟', city: '杭' })
  })

  it('during a save whose answer is lost causes no conflict with itself', async () => {
    let reached = false
    const deaf: Send = async (id, body) => {
      await send(id, body)
      reached = true
      return new Promise(() => {})
    }
    const first = open(cv, deaf)
    setText(first.editor, 'basics.name', '方')
    void first.autosave.flush()
    await until(() => reached)
    setText(first.editor, 'basics.name', '方舟')
    kill(first)

    const next = open(await stored())
    expect(next.editor.getState()).toMatchObject({ conflict: undefined, document: { basics: { name: '方舟' } } })
    await until(() => next.editor.getState().saveState.state === 'saved')
    expect((await stored()).document.basics.name).toBe('方舟')
  })
})

describe('a CV that was changed elsewhere meanwhile', () => {
  it('is put together where different things were changed', async () => {
    const { editor, autosave } = open(cv)
    await elsewhere((document) => ({ ...document, selfEvaluation: '别处写的' }))
    setText(editor, 'basics.name', '方舟')
    await autosave.flush()
    expect(editor.getState()).toMatchObject({ conflict: undefined, saveState: { state: 'saved' } })
    expect((await stored()).document).toMatchObject({ basics: { name: '方舟' }, selfEvaluation: '别处写的' })
  })

  it('asks where both changed the same words, keeps both until then, and saves what was chosen', async () => {
    const { editor, autosave } = open(cv)
    const other = (document: CvDocument) => ({
      ...document,
      selfEvaluation: '别处写的',
      basics: { ...document.basics, city: '上海' },
    })
    await elsewhere(other)
    setText(editor, 'selfEvaluation', '这里写的')
    setText(editor, 'basics.city', '杭州')
    await autosave.flush()
    const { conflict, saveState } = editor.getState()
    expect(conflict?.texts).toEqual([
      { path: 'basics.city', mine: '杭州', theirs: '上海' },
      { path: 'selfEvaluation', mine: '这里写的', theirs: '别处写的' },
    ])
    expect(saveState.state).toBe('local')
    expect((await stored()).document.selfEvaluation).toBe('别处写的')

    autosave.resolve(['selfEvaluation'])
    await until(() => editor.getState().saveState.state === 'saved')
    expect((await stored()).document).toMatchObject({ selfEvaluation: '这里写的', basics: { city: '上海' } })
  })

  it('and deleted is not brought back unasked: what was written stays on the phone', async () => {
    const { editor, autosave } = open(cv)
    await api('DELETE /api/cvs/{id}', { params: { id: cv.id } })
    setText(editor, 'basics.name', '方舟')
    await autosave.flush()
    expect(editor.getState()).toMatchObject({ saveError: { kind: 'gone' }, saveState: { state: 'local' } })
    expect(localCopies.of(cv.id).read()?.document.basics.name).toBe('方舟')
  })
})

describe('another tab of the browser', () => {
  const keyOf = (tab: string) => `draft/cv/${currentOwner()}/${cv.id}~${tab}`
  /** A tab typed without a network, and was closed. */
  const closedTab = (tab: string, document: CvDocument, over: Partial<LocalCopy> = {}) => {
    const value: LocalCopy = {
      title: '',
      base: cv.document,
      version: cv.version,
      savedAt: 1,
      sent: [],
      document,
      ...over,
    }
    setStored(keyOf(tab), { savedAt: 1, tab, value })
  }
  const withName = (name: string) => ({ ...cv.document, basics: { ...cv.document.basics, name } })

  it('that typed elsewhere in the CV and was closed is merged in and saved, and leaves nothing behind', async () => {
    const { editor, autosave } = open(cv)
    state.cut = true
    setText(editor, 'selfEvaluation', '这里写的')
    closedTab('t1', withName('方舟'))
    await autosave.flush()
    expect(editor.getState().document).toMatchObject({ basics: { name: '方舟' }, selfEvaluation: '这里写的' })
    expect(storedKeys(keyOf('t1'))).toEqual([])
    state.cut = false
    await until(() => editor.getState().saveState.state === 'saved')
    expect((await stored()).document).toMatchObject({ basics: { name: '方舟' }, selfEvaluation: '这里写的' })
  })

  it('that typed the same text is asked about, and stays on the phone until then', async () => {
    const { editor, autosave } = open(cv)
    setText(editor, 'basics.name', '方济')
    closedTab('t1', { ...withName('方舟'), selfEvaluation: '那边写的' })
    await autosave.flush()
    expect(editor.getState().conflict).toMatchObject({
      from: 'tab',
      texts: [{ path: 'basics.name', mine: '方济', theirs: '方舟' }],
    })
    expect(storedKeys(keyOf('t1'))).toHaveLength(1)
    autosave.resolve([])
    await until(() => editor.getState().saveState.state === 'saved')
    expect(storedKeys(keyOf('t1'))).toEqual([])
    expect((await stored()).document).toMatchObject({ basics: { name: '方舟' }, selfEvaluation: '那边写的' })
  })

  it('that was closed after the server had gone on is merged with what it grew from', async () => {
    closedTab('t1', withName('方舟'))
    const now = await elsewhere((document) => ({ ...document, selfEvaluation: '别处写的' }))
    const { editor } = open(now)
    await until(() => storedKeys(keyOf('t1')).length === 0)
    await until(() => editor.getState().saveState.state === 'saved')
    expect((await stored()).document).toMatchObject({ basics: { name: '方舟' }, selfEvaluation: '别处写的' })
  })

  it('loses no character of two typing tabs, in either order of closing', async () => {
    const paths = ['basics.name', 'basics.city', 'selfEvaluation'] as const
    for (let round = 0; round < 24; round += 1) {
      cv = await api('POST /api/cvs', { body: {} })
      const typed = { t1: new Map<string, string>(), t2: new Map<string, string>() }
      const documents = { t1: cv.document, t2: cv.document }
      for (const [step, tab] of (['t1', 't2', 't1', 't2'] as const).entries()) {
        const path = paths[(round * (step + 3) + step) % 3] ?? 'selfEvaluation'
        const text = `${tab}写的${round}-${step}`
        typed[tab].set(path, text)
        documents[tab] = withText(documents[tab], path, text)
      }
      const order = round % 2 ? (['t1', 't2'] as const) : (['t2', 't1'] as const)
      for (const [at, tab] of order.entries()) closedTab(tab, documents[tab], { savedAt: at })
      const copy = localCopies.of(cv.id).read()
      expect(copy && isUnsaved(copy)).toBe(true)
      const { editor, autosave } = open(cv)
      await autosave.flush()
      const { conflict } = editor.getState()
      autosave.resolve(conflict?.texts.map(({ path }) => path) ?? [])
      const { document } = editor.getState()
      for (const [tab, texts] of Object.entries(typed)) {
        for (const [path, text] of texts) {
          const asked = conflict?.texts.some((one) => one.path === path && [one.mine, one.theirs].includes(text))
          expect([tab, path, asked || textAt(document, path as TextPath) === text]).toEqual([tab, path, true])
        }
      }
      await autosave.stop()
    }
  })
})

describe('a session that ended', () => {
  const signIn = async () => {
    const { token, refreshToken } = await server.aPerson()
    const user = await server.as(token)('GET /api/auth/me')
    return { access_token: token, token, refresh_token: refreshToken, user } as never
  }

  it('is no lost network: it says so, another account saves nothing, and the owner goes on', async () => {
    const own = await signIn()
    startAs(own)
    cv = await api('POST /api/cvs', { body: {} })
    const { editor, autosave } = open(cv)
    dropSession()
    setText(editor, 'basics.name', '方舟')
    await autosave.flush()
    expect(editor.getState()).toMatchObject({ saveError: { kind: 'ended' }, saveState: { state: 'local' } })

    startAs(await signIn())
    const calls = state.calls.length
    setText(editor, 'basics.name', '方舟济')
    await autosave.flush()
    expect(editor.getState().saveError?.kind).toBe('ended')
    expect(state.calls.slice(calls)).toEqual([])

    startAs(own)
    await until(() => editor.getState().saveState.state === 'saved')
    expect((await stored()).document.basics.name).toBe('方舟济')
  })
})

describe('a CV that was saved anew', () => {
  it('leaves no ghost of the one that it was, also when the screen is left', async () => {
    const { editor, autosave } = open(cv)
    await api('DELETE /api/cvs/{id}', { params: { id: cv.id } })
    setText(editor, 'basics.name', '方舟')
    await autosave.flush()
    autosave.discard()
    await autosave.stop()
    expect(localCopies.of(cv.id).read()).toBeUndefined()
  })
})

describe('the copies on a phone', () => {
  it('are gone with the person, but for what is saved nowhere else, and that only they find again', async () => {
    const { editor, autosave } = open(cv)
    setText(editor, 'basics.name', '方舟')
    await autosave.flush()
    const kept = localCopies.of(cv.id)
    expect(kept.read()).toBeDefined()
    running.length = 0
    dropSession()
    expect(kept.read()).toBeUndefined()
    expect(localCopies.of(cv.id).owner).not.toBe(kept.owner)
  })
})
