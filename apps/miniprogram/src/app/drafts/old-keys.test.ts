import { emptyDocument } from '@qingpin/cv/document'
import { expect, it } from 'vitest'
import { setStored, storedKeys } from '@/platform/storage'

// What version c64951a left on a phone on which one person, and before her a guest, had written without sending.
const ME = '65f0a1b2c3d4e5f601020304'
const CUSTOMER = '65f0a1b2c3d4e5f601020305'
const CV = '65f0a1b2c3d4e5f601020306'
const RESUME = '65f0a1b2c3d4e5f601020307'

const session = {
  access: 'access',
  refresh: 'refresh',
  user: { id: ME, role: 'personal', roles: ['personal'], name: '王秀兰' },
}

const registration = {
  owner: ME,
  step: 4,
  values: {
    name: '王秀兰',
    gender: 'female',
    jobType: 'yuesao',
    age: '48',
    nativePlace: '河南信阳',
    education: '',
    idNumber: '',
    experienceYears: '',
    expectedSalary: '',
    maternityNurseLevel: '',
    skills: ['muying'],
    selfIntroduction: '',
    phone: '',
    birthDate: '',
    ethnicity: '',
    hukouAddress: '',
    otherPhone: false,
  },
}
const guestRegistration = { ...registration, owner: '', step: 2 }
const resumeCreate = {
  version: 0,
  savedAt: 1000,
  values: { name: '李桂英', skills: ['muying'] },
  base: { name: '', skills: [] },
}
const resumeEdit = { version: 3, savedAt: 2000, values: { wechat: 'wgl78' }, base: { wechat: '' } }
const customer = {
  name: '陈女士',
  phone: '13711220033',
  wechatId: '',
  leadSource: '',
  leadLevel: 'A类',
  serviceCategory: '',
  salaryBudget: '',
  area: '滨江',
  remarks: '',
}
const followUp = { type: 'wechat', content: '问了预产期', plan: 'none', clock: '' }
const cv = {
  title: '应聘简历',
  document: { ...emptyDocument(), selfEvaluation: '做事认真' },
  base: emptyDocument(),
  version: 2,
  savedAt: 3000,
  sent: ['mark'],
}

it('offers each draft of the version before to its owner, and keeps the session', async () => {
  setStored('session', session)
  setStored(`register-draft/${ME}`, registration)
  setStored('register-draft/nobody', guestRegistration)
  setStored(`resume-draft/${ME}/new`, resumeCreate)
  setStored(`resume-draft/${ME}/${RESUME}`, resumeEdit)
  setStored(`customer-draft/${ME}`, customer)
  setStored(`follow-up-draft/${ME}/${CUSTOMER}`, followUp)
  setStored(`chat-draft/${ME}/new`, '我适合做')
  setStored('chat-draft/nobody/new', '客人写的')
  setStored(`cv-copy/${ME}/${CV}`, cv)

  // The app starts.
  const { currentSession } = await import('@/app/session')
  const { currentDraft } = await import('@/features/registration/draft')
  const { resumeDrafts } = await import('@/features/workers/resume-form/form-draft')
  const { customerDraft } = await import('@/features/customers/create/form')
  const { followUpDrafts } = await import('@/features/customers/follow-up/drafts')
  const { chatDrafts } = await import('@/features/assistant/chat/draft')
  const { localCopies, unsavedIds } = await import('@/features/cvs/editor/local-copy')

  expect(currentSession()).toEqual(session)
  // That version did not ask for consent: she is asked now.
  expect(currentDraft()).toEqual({
    ...registration,
    values: { ...registration.values, agreesListed: false },
    key: undefined,
  })
  expect(resumeDrafts.of('new').read()).toEqual({ version: 0, values: resumeCreate.values, base: resumeCreate.base })
  expect(resumeDrafts.of('new').savedAt()).toBe(1000)
  expect(resumeDrafts.of(RESUME).read()).toEqual({ version: 3, values: resumeEdit.values, base: resumeEdit.base })
  expect(customerDraft.of().read()).toEqual(customer)
  expect(followUpDrafts.of(CUSTOMER).read()).toEqual({ ...followUp, result: '' })
  expect(chatDrafts.of('new').read()).toBe('我适合做')
  expect(localCopies.of(CV).read()).toEqual(cv)
  expect(unsavedIds()).toEqual([CV])

  expect(storedKeys('').filter((key) => /-draft\/|cv-copy\//.test(key))).toEqual([])
  expect(storedKeys('draft/').filter((key) => key.includes('guest'))).toEqual([
    'draft/registration/guest',
    'draft/chat/guest/new',
  ])
})
