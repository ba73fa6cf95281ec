import { CreateResume, UpdateResume } from '@qingpin/contract/resumes/resumes.fields'
import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aWorker } from '@qingpin/testing/workers'

/** The object form of files, which record-files.test.ts covers. */
const OBJECTS = [
  'idCardFront',
  'idCardBack',
  'selfIntroductionVideo',
  'uniformPhoto',
  'personalPhoto',
  'certificates',
  'reports',
  'confinementMealPhotos',
  'cookingPhotos',
  'complementaryFoodPhotos',
  'positiveReviewPhotos',
] as const
const CONTROL = ['createOrUpdate', 'version', 'filesVersion', ...OBJECTS] as const
type Field = Exclude<keyof typeof CreateResume.shape | keyof typeof UpdateResume.shape, (typeof CONTROL)[number]>

const files = (kind: string, n: number) =>
  Array.from({ length: n }, (_, i) => `https://cos.example/${kind}/${n}-${i}.jpg`)
const stay = (district: string) => ({
  startDate: '2020-03',
  endDate: '至今',
  description: `在${district}照顾双胞胎`,
  orderNumber: `NO-${district}`,
  jobType: 'yuesao',
  district,
  customerName: '李女士',
  customerReview: '细心，干净',
  photos: ['https://cos.example/stay/1.jpg'],
})

/** For each field: the entered value, the changed value, and the value after it was cleared (not for required ones). */
const SAMPLES: Record<Field, { entered: unknown; changed: unknown; cleared?: unknown }> = {
  name: { entered: '王桂兰', changed: '王桂香' },
  gender: { entered: 'female', changed: 'male' },
  age: { entered: 45, changed: 46 },
  jobType: { entered: 'yuesao', changed: 'baojie' },
  phone: { entered: '13512340001', changed: '13512340002', cleared: null },
  education: { entered: 'middle', changed: 'graduate', cleared: null },
  expectedSalary: { entered: 12_800, changed: 13_800, cleared: 0 },
  experienceYears: { entered: 6, changed: 7, cleared: null },
  maternityNurseLevel: { entered: 'gold', changed: 'crown', cleared: null },
  nativePlace: { entered: '四川成都', changed: '湖南长沙', cleared: null },
  selfIntroduction: { entered: '第一行\n第二行', changed: '换了说法 🌸', cleared: null },
  recommendationReason: { entered: '人好', changed: '人很好', cleared: null },
  internalEvaluation: { entered: '面试表现好', changed: '再看看', cleared: null },
  certificatesText: { entered: '健康证', changed: '健康证、月嫂证', cleared: null },
  familySituation: { entered: '两个孩子', changed: '孩子都工作了', cleared: null },
  wechat: { entered: 'wx_wgl', changed: 'wx_wgl2', cleared: null },
  currentAddress: { entered: '滨江区长河路1号', changed: '滨江区长河路2号', cleared: null },
  hukouAddress: { entered: '成都市金牛区', changed: '成都市青羊区', cleared: null },
  ethnicity: { entered: '汉族', changed: '彝族', cleared: null },
  emergencyContactName: { entered: '王大', changed: '王二', cleared: null },
  emergencyContactPhone: { entered: '13512340003', changed: '13512340004', cleared: null },
  height: { entered: 162, changed: 163, cleared: null },
  weight: { entered: 116, changed: 118, cleared: null },
  medicalExamDate: { entered: '2026-05-06', changed: '2026-06-07', cleared: null },
  birthDate: { entered: '1981-02-03', changed: '1980-02-03', cleared: null },
  idNumber: { entered: '510106198102030029', changed: '51010619800203002X', cleared: null },
  maritalStatus: { entered: 'married', changed: 'widowed', cleared: null },
  religion: { entered: 'none', changed: 'buddhism', cleared: null },
  zodiac: { entered: 'rooster', changed: 'monkey', cleared: null },
  zodiacSign: { entered: 'aquarius', changed: 'pisces', cleared: null },
  orderStatus: { entered: 'not-accepting', changed: 'signed', cleared: 'accepting' },
  availability: { entered: 'available', changed: 'leave', cleared: 'unset' },
  leadSource: { entered: 'community', changed: 'paid-lead', cleared: 'other' },
  learningIntention: { entered: 'hulao', changed: 'baomu', cleared: null },
  currentStage: { entered: 'beginner', changed: 'experienced-certified', cleared: null },
  skills: { entered: ['zhongcan', 'cuiru'], changed: ['cuiru'], cleared: [] },
  serviceArea: { entered: ['滨江', '西湖'], changed: ['西湖', '拱墅'], cleared: [] },
  workExperiences: { entered: [stay('滨江'), stay('西湖')], changed: [stay('拱墅')], cleared: [] },
  idCardFrontUrl: { entered: files('front', 1)[0], changed: files('front2', 1)[0], cleared: null },
  idCardBackUrl: { entered: files('back', 1)[0], changed: files('back2', 1)[0], cleared: null },
  selfIntroductionVideoUrl: { entered: files('video', 1)[0], changed: files('video2', 1)[0], cleared: null },
  uniformPhotoUrl: { entered: files('uniform', 1)[0], changed: files('uniform2', 1)[0], cleared: null },
  photoUrls: { entered: files('photo', 3), changed: files('photo', 3).toReversed(), cleared: [] },
  certificateUrls: { entered: files('cert', 2), changed: files('cert', 1), cleared: [] },
  medicalReportUrls: { entered: files('report', 1), changed: files('report', 2), cleared: [] },
  confinementMealPhotoUrls: { entered: files('meal', 2), changed: files('meal', 3), cleared: [] },
  cookingPhotoUrls: { entered: files('cook', 2), changed: files('cook', 3), cleared: [] },
  complementaryFoodPhotoUrls: { entered: files('food', 2), changed: files('food', 3), cleared: [] },
  positiveReviewPhotoUrls: { entered: files('praise', 2), changed: files('praise', 3), cleared: [] },
}
const fields = Object.keys(SAMPLES) as Field[]
const column = (name: 'entered' | 'changed') =>
  Object.fromEntries(fields.map((field) => [field, SAMPLES[field][name]])) as never
const clearable = fields.filter((field) => 'cleared' in SAMPLES[field])

describe('the table of this test', () => {
  it('knows every field that staff may enter or change, so that a new one cannot be forgotten', () => {
    const control = new Set<string>(CONTROL)
    const declared = [...Object.keys(CreateResume.shape), ...Object.keys(UpdateResume.shape)]
    expect(new Set(fields)).toEqual(new Set(declared.filter((field) => !control.has(field))))
  })
})

describe.each(ENGINES)('a whole resume on %s', (engine) => {
  const app = useApp(engine)
  const open = async (body: object) => {
    const { token } = await app.aStaff('manager')
    const api = app.as(token)
    const created = await api('POST /api/resumes/miniprogram/create', { body: body as never })
    return { api, token, created, id: created.id }
  }
  const chosen = (resume: object) => Object.fromEntries(fields.map((field) => [field, resume[field as never]]))

  it('reads back as it was entered, changed and cleared, field by field', async () => {
    const { api, created, id } = await open(column('entered'))
    expect(chosen(created.resume)).toEqual(column('entered'))
    const detail = await api('GET /api/resumes/miniprogram/{id}', { params: { id } })
    expect(chosen(detail)).toEqual(column('entered'))

    const updated = await api('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: column('changed') })
    expect(chosen(updated)).toEqual(column('changed'))
    const again = await api('GET /api/resumes/miniprogram/{id}', { params: { id } })
    expect(chosen(again)).toEqual(column('changed'))

    const blanks = Object.fromEntries(clearable.map((field, i) => [field, i % 2 ? null : ''])) as never
    const cleared = await api('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: blanks })
    for (const field of clearable) expect([field, cleared[field as never]]).toEqual([field, SAMPLES[field].cleared])
    expect(cleared).toMatchObject({ isDraft: true, phoneMasked: null, idNumberMasked: null, avatarUrl: '' })
  })

  it('can be sent back whole by an edit screen without changing anything', async () => {
    const { api, id } = await open({ ...(column('entered') as object), ...aWorker(), idNumber: '510106198102030037' })
    const detail = await api('GET /api/resumes/miniprogram/{id}', { params: { id } })
    const echo = await api('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { ...detail } as never })
    expect(echo).toEqual({ ...detail, warnings: echo.warnings })
  })

  it('shows each file in both forms, in order, each address once', async () => {
    const photoUrls = ['https://cos.example/a/%E5%9B%BE.jpg?x=1#y', 'https://cos.example/b', 'https://cos.example/b']
    const { created } = await open(aWorker({ photoUrls }))
    expect(created.resume.photoUrls).toEqual(photoUrls.slice(0, 2))
    const id = expect.stringMatching(/^[0-9a-f]{24}$/)
    expect(created.resume.personalPhoto).toEqual([
      { id, url: photoUrls[0], thumbnailUrl: null, filename: '图.jpg', size: 0, mimetype: 'image/jpeg' },
      { id, url: photoUrls[1], thumbnailUrl: null, filename: 'b', size: 0, mimetype: 'application/octet-stream' },
    ])
  })

  it.each(['https://cos.example/%E0%A4%A.jpg', 'https://cos.example/100%.jpg', 'https://cos.example/%00%1F.png'])(
    'takes the odd but legal address %s',
    async (url) => {
      const { created } = await open(aWorker({ photoUrls: [url] }))
      expect(created.resume.photoUrls).toEqual([url])
    },
  )

  it.each([
    ['the old name of a trade', { jobType: 'yuexin' }, { jobType: 'yuesao' }],
    [
      'a Chinese label',
      { jobType: '月嫂', religion: '佛教', education: '本科' },
      { jobType: 'yuesao', religion: 'buddhism', education: 'bachelor' },
    ],
    [
      'numbers as text',
      { age: '41', expectedSalary: '9800.7', height: ' 160 ' },
      { age: 41, expectedSalary: 9800, height: 160 },
    ],
    [
      'a list as JSON text',
      { skills: '["zhongcan","外语"]', serviceArea: '["滨江"]' },
      { skills: ['zhongcan', 'waiyu'], serviceArea: ['滨江'] },
    ],
    [
      'a single value for a list',
      { skills: 'zhongcan', serviceArea: '滨江' },
      { skills: ['zhongcan'], serviceArea: ['滨江'] },
    ],
    [
      'a date-time for a day',
      { birthDate: '1985-03-04T00:00:00.000Z', medicalExamDate: '2026/5/6' },
      { birthDate: '1985-03-04', medicalExamDate: '2026-05-06' },
    ],
    ['a pasted number', { emergencyContactPhone: '+86 135-1234-0009' }, { emergencyContactPhone: '13512340009' }],
    [
      'full-width digits',
      { emergencyContactPhone: '１３５１２３４０００９' },
      { emergencyContactPhone: '13512340009' },
    ],
    ['a small x in an id number', { idNumber: '11010519491231002x' }, { idNumber: '11010519491231002X' }],
    ['a name with stray blanks', { name: '  王  桂兰 ' }, { name: '王 桂兰' }],
    ['text of nothing but blanks', { wechat: '   ', nativePlace: '\n' }, { wechat: null, nativePlace: null }],
    [
      'experiences as JSON text',
      { workExperiences: JSON.stringify([{ description: '月嫂', startDate: '' }]) },
      {
        workExperiences: [
          { ...Object.fromEntries(Object.keys(stay('')).map((key) => [key, null])), description: '月嫂', photos: [] },
        ],
      },
    ],
    [
      'unknown fields',
      { status: 'approved', version: 9, createdBy: 'me', hobby: '唱歌' },
      { status: 'pending', version: 1 },
    ],
  ])('understands %s, as old clients send it', async (_, sent, expected) => {
    const { created } = await open(aWorker(sent))
    expect(created.resume).toMatchObject(expected)
  })

  it('leaves numbers unchanged when their masked form is sent back', async () => {
    const { token } = await app.aStaff('employee')
    const { id } = await open(
      aWorker({ phone: '13512340077', idNumber: '110101800101123', emergencyContactPhone: '13512340078' }),
    )
    const api = app.as(token)
    const seen = await api('GET /api/resumes/miniprogram/{id}', { params: { id } })
    const { phone, idNumber, emergencyContactPhone } = seen
    expect([phone, idNumber, emergencyContactPhone]).toEqual(['135****0077', '1101*******1123', '135****0078'])
    const body = { phone, idNumber, emergencyContactPhone, wechat: 'new' }
    const updated = await api('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body })
    expect(updated).toMatchObject({ phone, idNumber, emergencyContactPhone, wechat: 'new', version: 2 })
    const manager = await app.aStaff('manager')
    const full = await app.as(manager.token)('GET /api/resumes/miniprogram/{id}', { params: { id } })
    expect(full).toMatchObject({
      phone: '13512340077',
      idNumber: '110101800101123',
      emergencyContactPhone: '13512340078',
    })
  })

  it.each([
    [{ phone: '135****007' }, 'phone', '手机号要11位，还差5位。'],
    [{ idNumber: '1101**' }, 'idNumber', '身份证号是18位，最后一位可以是 X。'],
    [{ age: 17 }, 'age', '年龄要在18到65岁之间。'],
    [{ age: 40.5 }, 'age', '年龄要填整数。'],
    [{ age: '' }, 'age', '这一项要填。'],
    [{ name: ' \u200b\u202e ' }, 'name', '请填姓名。'],
    [{ name: '<b>王</b>' }, 'name', '姓名里不能有“<”。'],
    [{ name: '王'.repeat(21) }, 'name', '姓名最多20个字。'],
    [{ gender: undefined }, 'gender', '这一项要填。'],
    [{ jobType: '飞行员' }, 'jobType', '不在可选的范围里。'],
    [{ skills: ['zhongcan', 'flying'] }, 'skills.1', '不在可选的范围里。'],
    [{ height: 20 }, 'height', '不能小于50。'],
    [{ expectedSalary: 2e6 }, 'expectedSalary', '不能大于1000000。'],
    [{ selfIntroduction: '长'.repeat(2001) }, 'selfIntroduction', '最多2000个字。'],
    [{ photoUrls: ['javascript:alert(1)'] }, 'photoUrls.0', '网址要以 http:// 或 https:// 开头。'],
    [{ birthDate: '1990-02-30' }, 'birthDate', '日期要写成2026-11-28的样子。'],
    [{ workExperiences: [{ startDate: '2020-13' }] }, 'workExperiences.0.startDate', '日期要写成2026-11-28的样子。'],
    [{ workExperiences: '[oops' }, 'workExperiences', '这一项没看懂，请重新填。'],
    [{ skills: Array(31).fill('zhongcan') }, 'skills', '最多30项。'],
    [{ familySituation: 'a\u0000b' }, 'familySituation', '有不能保存的字符，请删掉再试。'],
  ])('refuses %j with a message at %s', async (sent, field, sentence) => {
    const { token } = await app.aStaff('employee')
    const body = aWorker(sent) as never
    const error = await refusal(app.as(token)('POST /api/resumes/miniprogram/create', { body }))
    expect([error.status, error.code, error.fields]).toEqual([400, 'VALIDATION_ERROR', { [field]: sentence }])
  })

  it('may be edited when the worker is older than the limit of registration', async () => {
    const { api, id } = await open(aWorker({ age: 65 }))
    expect(await api('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { age: 80 } })).toMatchObject({
      age: 80,
    })
    const error = await refusal(api('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: { age: 81 } }))
    expect(error.fields).toEqual({ age: '年龄要在18到80岁之间。' })
  })

  it('cannot lose a required field', async () => {
    const { api, id } = await open(aWorker())
    for (const field of ['name', 'gender', 'age', 'jobType']) {
      const body = { [field]: null } as never
      const error = await refusal(api('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body }))
      expect(error.fields).toEqual({ [field]: '这一项要填。' })
    }
  })
})
