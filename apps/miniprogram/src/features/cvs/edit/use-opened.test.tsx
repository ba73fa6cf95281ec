import { emptyDocument } from '@qingpin/cv/document'
import { act, useEffect } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { clear } from '@/app/query'
import { render, until } from '../../../../test/render'
import { localCopies } from '../editor/local-copy'
import { useOpened } from './use-opened'

const ID = 'a'.repeat(24)
const document = emptyDocument()
const copied = { ...document, selfEvaluation: '手机上的' }
const copy = { title: '', document: copied, base: document, version: 1, savedAt: 1, sent: [] }

let seen: ReturnType<typeof useOpened>
function Probe() {
  const opened = useOpened(ID)
  useEffect(() => {
    seen = opened
  })
  return null
}
const answerWith = (part: object) => {
  const cv = { id: ID, title: '数据分析', document, version: 2, updatedAt: '2026-11-20T01:20:00.000Z', ...part }
  vi.stubGlobal('fetch', async () => Response.json({ success: true, data: cv }))
}
afterEach(async () => {
  vi.unstubAllGlobals()
  localCopies.of(ID).drop()
  await act(async () => clear())
})

it.each(['unsaved', 'saved'])('opens no CV that is malformed, and keeps the copy on the phone (%s)', async (state) => {
  const kept = state === 'saved' ? { ...copy, base: copied } : copy
  localCopies.of(ID).write(kept)
  answerWith({ document: { ...document, work: null } })
  await render(<Probe />)
  await until(() => seen.query.error !== undefined)
  expect(seen.opened).toBeUndefined()
  expect(localCopies.of(ID).read()).toEqual(kept)
  answerWith({})
  await act(() => seen.query.refetch())
  expect(seen.opened?.editor).toBeDefined()
  expect(seen.opened?.theirs?.version).toBe(state === 'saved' ? undefined : 2)
})
