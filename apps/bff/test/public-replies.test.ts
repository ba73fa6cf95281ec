import { maskName, maskPhone } from '@qingpin/contract/core/masking'
import { describe, expect, it } from 'vitest'
import { ALL_ROUTES, bodyOf } from '@qingpin/testing/contract-routes'
import { ENGINES, type TestApp, useApp } from '@qingpin/testing/harness'
import { recordEvaluation } from '../src/features/resumes/evaluations.service.ts'
import { listWorker } from '@qingpin/testing/listed'
import { aShortlist } from '@qingpin/testing/shortlists'
import { aNewPicture, sendFile } from '@qingpin/testing/uploads'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'

/** A person whose every value is unique: what must stay private, and what only her consent opens. */
const aPerson = (serial: number) => {
  const phone = `1779153${String(7000 + serial)}`
  const hidden = {
    idNumber: anIdNumber(),
    emergencyContactName: `孤影${serial}`,
    emergencyContactPhone: `1779154${String(7000 + serial)}`,
    wechat: `wx-alone-${serial}`,
    currentAddress: `独一无二路${serial}弄`,
    hukouAddress: `空前绝后街${serial}号`,
    familySituation: `膝下无双${serial}`,
    ethnicity: `仅此一族${serial}`,
    birthDate: `1971-07-0${serial}`,
    medicalExamDate: `2026-07-1${serial}`,
    idCardFrontUrl: `https://cos.example/front-${serial}.jpg`,
    idCardBackUrl: `https://cos.example/back-${serial}.jpg`,
    medicalReportUrls: [`https://cos.example/health-${serial}.jpg`],
    certificateUrls: [`https://cos.example/certificate-${serial}.jpg`],
    positiveReviewPhotoUrls: [`https://cos.example/talk-${serial}.jpg`],
    uniformPhotoUrl: `https://cos.example/uniform-${serial}.jpg`,
    photoUrls: [`https://cos.example/face-${serial}.jpg`],
    cookingPhotoUrls: [`https://cos.example/dish-${serial}.jpg`],
    internalEvaluation: `只给自己人看${serial}`,
  }
  const stay = { customerName: `稀客${serial}`, orderNumber: `ORD-ALONE-${serial}`, district: `孤山街道${serial}` }
  const opened = {
    name: `鸾凤鸣${'甲乙丙丁戊己庚辛壬'[serial]}`,
    phone,
    /** The names of those that she has here. */
    photos: [] as string[],
  }
  const body = aWorker({
    ...hidden,
    name: opened.name,
    phone,
    nativePlace: '绝处逢生县',
    selfIntroduction: `电话${phone}，身份证${hidden.idNumber}，我是${opened.name}，微信${hidden.wechat}`,
    workExperiences: [
      { ...stay, description: `在${stay.customerName}家，联系${phone}`, customerReview: `找她打${phone}` },
    ],
  })
  const { currentAddress, internalEvaluation, idNumber } = hidden
  return {
    currentAddress,
    internalEvaluation,
    idNumber,
    customerName: stay.customerName,
    hidden: [...Object.values(hidden), ...Object.values(stay)].flat(),
    opened,
    body,
  }
}
type Person = ReturnType<typeof aPerson>

async function enter(app: TestApp, person: Person) {
  const staff = await app.aStaff('manager')
  const api = app.as(staff.token)
  const { id } = await api('POST /api/resumes/miniprogram/create', { body: person.body as never })
  await listWorker(api, id)
  const { token } = await api('POST /api/resumes/{id}/share', { params: { id }, body: {} })
  for (const kind of ['personalPhoto', 'cookingPhoto'] as const) {
    const sent = await sendFile(app, staff.token, id, [kind, await aNewPicture()])
    person.opened.photos.push(sent.json.data.file.id)
  }
  const actor = { accountId: staff.id, sessionId: '', role: 'manager' as const, roles: ['manager' as const] }
  await recordEvaluation(app.ctx(actor), id, {
    overallRating: 5,
    comment: `${person.opened.name}很好，电话${person.opened.phone}`,
    strengths: `住${person.currentAddress}`,
    improvements: `弱点${person.internalEvaluation}`,
    evaluationDate: '2026-11-01',
    evaluationType: 'monthly',
    // Of two to six characters, so that they could be counted among what people keep praising.
    tags: ['细心', person.opened.name, `${person.customerName}夸`],
    published: true,
  })
  const listed = await aShortlist(app, { workers: [id], customer: { likes: ['照顾老人', '带过孩子'] } })
  const { guestToken, shortlist } = await listed.open()
  await listed.api('POST /api/shortlists/{id}/replies', {
    params: listed.params,
    body: { workerId: listed.list.items[0]?.id ?? '', text: '在的' },
  })
  const list = { guestToken, ticket: listed.ticket, workerId: shortlist.workers[0]?.id ?? '' }
  return { id, token, api, list }
}

/** What every route answers that anybody may call, however it is asked for this person; `linked` by her link alone. */
interface Entered {
  id: string
  token: string
  /** Her place on a shortlist, and the device that opened it. */
  list?: { guestToken: string; ticket: string; workerId: string }
}

async function publicReplies(app: TestApp, person: Person, { id, token, list }: Entered) {
  const { name, phone } = person.opened
  const asked = [name, name.slice(1), phone, maskPhone(phone), person.idNumber, '绝处逢生', '']
  const queries = asked.map(
    (text) => `?${new URLSearchParams({ keyword: text, search: text, name: text, phone: text, pageSize: '100' })}`,
  )
  const replies: string[] = []
  const linked: string[] = []
  for (const { route, method } of ALL_ROUTES) {
    if (route.allow !== 'public' && route.allow !== 'optional') continue
    if (route.path.endsWith('logout')) continue
    const paths = new Set([id, token].map((value) => route.path.replace(/\{\w+\}/g, value)))
    for (const path of paths)
      for (const query of method === 'GET' ? queries : ['']) {
        const init = bodyOf(route) ? { body: { ...person.body, age: 'x', token, ticket: token, id } } : {}
        const reply = await app.raw(method, path + query, init)
        const heap = path.includes('/shared/') ? linked : replies
        heap.push(typeof reply.json === 'string' ? reply.json : JSON.stringify(reply.json))
      }
  }
  const shortlisted: string[] = []
  for (const { route, method } of ALL_ROUTES) {
    if (!list || !route.path.startsWith('/api/shortlists/guest')) continue
    const { guestToken, ticket, workerId } = list
    const sent = { ticket, workerId, workerIds: [workerId], liked: true, text: '在吗', slots: [], note: '都行' }
    const headers = { 'x-participant-token': guestToken }
    const reply = await app.raw(method, route.path, bodyOf(route) ? { headers, body: sent } : { headers })
    shortlisted.push(JSON.stringify(reply.json))
  }
  const said = [...replies, ...linked, ...shortlisted].join('\n')
  return { said, unlinked: [...replies, ...shortlisted].join('\n'), shortlisted }
}

describe.each(ENGINES)('every reply that needs no login, on %s', (engine) => {
  const app = useApp(engine)
  const found = (text: string, secrets: readonly string[]) => secrets.filter((secret) => text.includes(secret))

  it('contains nothing private of a listed worker, and no field without her consent', async () => {
    const person = aPerson(1)
    const entered = await enter(app, person)
    const { said, unlinked, shortlisted } = await publicReplies(app, person, entered)
    expect(shortlisted.filter((reply) => reply.includes('鸾阿姨')).length).toBeGreaterThan(4)
    expect(found(shortlisted.join(), [entered.id, maskPhone(person.opened.phone)])).toEqual([])
    expect(said).toContain('"recommendationTags":[{"tag":"细心","count":1}]')
    expect(said).toContain('鸾阿姨')
    const { name, phone, photos } = person.opened
    expect(found(said, [...person.hidden, name, phone, ...photos])).toEqual([])
    // The mask itself is for the recipient of a link, who was chosen.
    expect([said.includes(maskPhone(phone)), unlinked.includes(maskPhone(phone))]).toEqual([true, false])
    expect(unlinked).toContain(maskName(name))
  })

  it('contains nothing of a worker whom staff entered without consent', async () => {
    const listed = await enter(app, aPerson(7))
    const person = aPerson(8)
    const { id } = await listed.api('POST /api/resumes/miniprogram/create', { body: person.body as never })
    const { said } = await publicReplies(app, person, { id, token: listed.token })
    const { name, phone } = person.opened
    // Validation quotes no value, so her own words come from nowhere.
    expect(found(said, [...person.hidden, name, phone, maskPhone(phone), id])).toEqual([])
  })

  it.each([
    ['name', 2],
    ['phone', 3],
    ['photos', 4],
  ] as const)('shows with her consent the %s and nothing else', async (field, serial) => {
    const person = aPerson(serial)
    const entered = await enter(app, person)
    await entered.api('PATCH /api/resumes/miniprogram/{id}/visibility', {
      params: { id: entered.id },
      body: { consents: { [field]: true }, note: '当面同意' },
    })
    const { said } = await publicReplies(app, person, entered)
    const { opened } = person
    expect(found(said, [opened[field]].flat())).toEqual([opened[field]].flat())
    const closed = (['name', 'phone', 'photos'] as const).filter((other) => other !== field)
    expect(found(said, [...person.hidden, ...closed.flatMap((other) => opened[other])])).toEqual([])
  })

  it('contains nothing of a draft, a hidden or an unlisted worker', async () => {
    const person = aPerson(5)
    const entered = await enter(app, person)
    const params = { id: entered.id }
    const consents = { name: true, phone: true, photos: true }
    await entered.api('PATCH /api/resumes/miniprogram/{id}/visibility', {
      params,
      body: { listed: false, consents, note: '当面同意' },
    })
    const draft = aPerson(6)
    const { id } = await app.as()('POST /api/resumes/miniprogram/self-register', { body: draft.body as never })
    for (const [one, at] of [
      [person, entered],
      [draft, { id, token: entered.token }],
    ] as const) {
      const { said } = await publicReplies(app, one, at)
      const { name, phone, photos } = one.opened
      expect(found(said, [...one.hidden, name, phone, ...photos, at.id])).toEqual([])
    }
  })
})
