import { act } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../../../bff/src/errors'
import { refusal } from '@qingpin/testing/harness'
import { aWorkerWithAccount } from '@qingpin/testing/listed'
import { SCRIPT_SVG } from '@qingpin/testing/odd-files'
import { aNewPicture, sendFile } from '@qingpin/testing/uploads'
import { byRole, render, settle, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { openWith } from '../../../../test/taro'
import { aFile, choose } from '../../../../test/upload'
import Papers from './index'

const { server, state, enter } = useServer()

beforeEach(() => {
  openWith({})
  state.cut = false
  state.calls.length = 0
})

/** A worker on her page, with so many photos there. */
async function atPage(there = 0, over: Record<string, unknown> = {}) {
  const worker = await aWorkerWithAccount(server, over)
  for (let i = 0; i < there; i++)
    await sendFile(server, worker.person.token, worker.id, ['personalPhoto', await aNewPicture()])
  await enter(worker.person)
  const page = await render(<Papers />)
  await until(() => page.text().includes('第一张排最前'))
  const ids = async () => {
    const { files } = await worker.her('GET /api/resumes/{id}/files', { params: { id: worker.id } })
    return files.map(({ id }) => id)
  }
  return { ...worker, page, ids }
}
const isThere = (label: string) => document.querySelector(`[aria-label="${label}"]`) !== null
const FIRST = '看个人照片，第1张'
const photo = async (name = 'me.jpg') => aFile(await aNewPicture(), name, 'image/jpeg')
const addPhoto = async (file: File) => {
  await tap(byRole('button', '加照片'))
  await choose(file)
}

describe('the photos and papers of a worker', () => {
  it('are uploaded to the storage directly, report their progress, and are in the resume after the check', async () => {
    const { id, page, ids } = await atPage()
    const sending = server.hold('PUT /store/private/*')
    const looking = server.hold(`POST /api/resumes/${id}/files/uploads/*`)
    await addPhoto(await photo())
    await until(() => page.text().includes('50%'))
    expect(page.text()).toContain('正在传1份，离开这页也接着传')
    expect(await ids()).toEqual([])
    sending.release()
    await until(() => page.text().includes('检查中'))
    expect(isThere('不传个人照片了')).toBe(false)
    looking.release()
    await until(() => isThere(FIRST))
    expect(await ids()).toHaveLength(1)
    expect(page.text()).not.toContain('正在传')
  })

  it('that were there before are listed, papers behind a lock', async () => {
    const worker = await aWorkerWithAccount(server)
    const { token } = worker.person
    await sendFile(server, token, worker.id, ['personalPhoto', await aNewPicture()])
    await sendFile(server, token, worker.id, ['medicalReport', await aNewPicture()])
    await enter(worker.person)
    const page = await render(<Papers />)
    await until(() => isThere(FIRST))
    expect(byRole('button', FIRST).querySelector('img')?.getAttribute('src')).toContain('as=small')
    const paper = byRole('button', '看健康证或体检报告，第1张')
    expect([paper.querySelector('img'), paper.textContent]).toEqual([null, '点开看'])
    expect(page.text()).toContain('只有您和经办人能看，看过都有记录。')
  })

  it('on other hosts are fetched only after a tap', async () => {
    const url = 'https://a.b/1.jpg'
    await atPage(1, { photoUrls: [url] })
    await until(() => isThere(FIRST) && isThere('看个人照片，第2张'))
    const sources = () => [...document.querySelectorAll('img')].map((img) => img.getAttribute('src') ?? '')
    expect([byRole('button', FIRST).textContent, sources().length]).toEqual(['点开看', 1])
    await tap(byRole('button', '看个人照片，第2张'))
    await settle()
    expect(sources()).not.toContain(url)
    await tap(byRole('button', '关上'))
    await tap(byRole('button', FIRST))
    await until(() => sources().includes(url))
  })

  it('are aborted during the upload and never confirmed', async () => {
    const { page, ids } = await atPage()
    const sending = server.hold('PUT /store/private/*')
    await addPhoto(await photo())
    await until(() => page.text().includes('50%'))
    await tap(byRole('button', '不传个人照片了'))
    sending.release()
    for (let i = 0; i < 20; i++) await settle()
    expect(page.text()).not.toContain('正在传')
    expect([isThere(FIRST), await ids()]).toEqual([false, []])
    expect(state.calls.filter((call) => call.endsWith('/confirm'))).toEqual([])
  })

  it('stay on the phone when the connection breaks, and are sent again by a tap', async () => {
    const { page, ids } = await atPage()
    state.cut = true
    await addPhoto(await photo())
    await until(() => page.text().includes('网断了，没传上。连上网会自己接着传。'))
    state.cut = false
    await tap(byRole('button', '个人照片没传上，重传'))
    await until(() => isThere(FIRST))
    expect(page.text()).not.toContain('没传上')
    expect(await ids()).toHaveLength(1)
  })

  it('go on by themselves when the network returns', async () => {
    const { page, ids } = await atPage()
    state.cut = true
    await addPhoto(await photo())
    await until(() => page.text().includes('连上网会自己接着传。'))
    expect(page.element.querySelector('.q-up__row .q-up__tile + .q-up__why')).not.toBeNull()
    state.cut = false
    await act(async () => window.dispatchEvent(new Event('online')))
    await until(() => isThere(FIRST))
    expect(page.text()).not.toContain('没传上')
    expect(await ids()).toHaveLength(1)
  })

  it('that are too slow show the sentence of the server, and can be sent again', async () => {
    const { page, ids } = await atPage()
    server.breakOff('PUT /store/private/*', new AppError('UPLOAD_TOO_SLOW'))
    await addPhoto(await photo())
    await until(() => page.text().includes('网太慢，文件没有传完。换个网好的地方再传一次。'))
    await tap(byRole('button', '个人照片没传上，重传'))
    await until(() => isThere(FIRST))
    expect(await ids()).toHaveLength(1)
  })

  it('that the storage refuses do not show the message of the storage', async () => {
    const { page } = await atPage()
    server.breakOff('PUT /store/private/*', new AppError('NOT_FOUND'))
    await addPhoto(await photo())
    await until(() => page.text().includes('没传上，原来的照片还在手机里。再试一次。'))
    await tap(byRole('button', '个人照片没传上，重传'))
    await until(() => isThere(FIRST))
  })

  it.each([
    ['IMG_1.HEIC', 'image/heic', '这种苹果手机照片暂时打不开'],
    ['a.gif', 'image/gif', '这里放照片（jpg、jpeg、png、webp），请换一个。'],
  ])('called %s are refused before they are sent', async (name, type, words) => {
    const { page, ids } = await atPage()
    await addPhoto(aFile(Buffer.from('abc'), name, type))
    await until(() => page.text().includes(words))
    expect(page.text()).toContain('没收下')
    expect(state.calls.filter((call) => call.startsWith('POST'))).toEqual([])
    await tap(byRole('button', '去掉个人照片'))
    expect([page.text().includes(words), await ids()]).toEqual([false, []])
  })

  it('whose content does not match their name are refused with the sentence of the server', async () => {
    const { page, ids } = await atPage()
    await addPhoto(aFile(SCRIPT_SVG, 'me.jpg', 'image/jpeg'))
    await until(() => page.text().includes('这里不能传这种文件，请换成照片。'))
    expect(page.text()).toContain('没收下')
    expect(() => byRole('button', '个人照片没传上，重传')).toThrow('no button')
    expect(await ids()).toEqual([])
  })

  it('are deleted after a confirmation, and return when the server refuses', async () => {
    const { page, ids } = await atPage(2)
    await tap(byRole('button', '去掉个人照片，第1张'))
    expect(page.text()).toContain('删掉这份个人照片？')
    state.cut = true
    await tap(byRole('button', '删掉'))
    await until(() => page.text().includes('没删掉：'))
    expect([isThere('看个人照片，第2张'), (await ids()).length]).toEqual([true, 2])
    state.cut = false
    const [first, second] = await ids()
    await tap(byRole('button', '去掉个人照片，第1张'))
    await tap(byRole('button', '删掉'))
    await until(() => !isThere('看个人照片，第2张'))
    expect([first === second, await ids()]).toEqual([false, [second]])
  })

  it('are put into another order, which is stored', async () => {
    const { page, ids } = await atPage(3)
    const before = await ids()
    await tap(byRole('button', '给个人照片排顺序'))
    await tap(byRole('button', '个人照片第3张往前'))
    await tap(byRole('button', '个人照片第2张往前'))
    await tap(byRole('button', '就这样排'))
    await until(() => !page.text().includes('就这样排'))
    expect(await ids()).toEqual([before[2], before[0], before[1]])
  })
})

describe('the papers of another worker', () => {
  it('are not shown to a worker who names their id: the page shows the own papers', async () => {
    const other = await aWorkerWithAccount(server)
    await sendFile(server, other.person.token, other.id, ['personalPhoto', await aNewPicture()])
    openWith({ id: other.id })
    const { her, page } = await atPage()
    expect(isThere(FIRST)).toBe(false)
    expect(state.calls.filter((call) => call.includes(other.id))).toEqual([])
    expect(page.text()).not.toContain('没找到')
    const asked = await refusal(her('GET /api/resumes/{id}/files', { params: { id: other.id } }))
    expect([asked.status, asked.code]).toEqual([404, 'NOT_FOUND'])
  })
})
