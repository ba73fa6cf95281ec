import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { auditOf } from '@qingpin/testing/rows'

const GREY =
  'https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132'
const PHOTO = 'https://thirdwx.qlogo.cn/mmopen/vi_32/Q0j4TwGTfTK/132'

describe.each(ENGINES)('the own account on %s', (engine) => {
  const app = useApp(engine)

  it('shows name, roles and permissions of the caller', async () => {
    const staff = await app.aStaff('operator', { name: '周扬' })
    expect(await app.as(staff.token)('GET /api/auth/me')).toMatchObject({
      id: staff.id,
      username: staff.username,
      name: '周扬',
      role: 'operator',
      roleLabel: '运营',
      roles: ['operator', 'personal'],
      permissions: [
        'resume:view',
        'resume:create',
        'resume:edit',
        'resume:reveal',
        'user:view',
        'customer:view',
        'customer:create',
        'customer:edit',
        'customer:assign',
        'customer:import',
        'interview:host',
        'content:edit',
        'content:review',
        'access-log:view',
      ],
    })
  })

  it('changes what is sent and leaves the rest', async () => {
    const { token } = await app.aPerson()
    await app.as(token)('PATCH /api/auth/me', { body: { name: ' 方舟 ', avatar: PHOTO } })
    expect(await app.as(token)('PATCH /api/auth/me', { body: {} })).toMatchObject({ name: '方舟', avatar: PHOTO })
    expect(await app.as(token)('PATCH /api/auth/me', { body: { avatar: '' } })).toMatchObject({
      name: '方舟',
      avatar: '',
    })
  })

  it('leaves an audit row that names the fields without their values', async () => {
    const person = await app.aPerson()
    await app.as(person.token)('PATCH /api/auth/me', { body: { name: '独一无二' } })
    const rows = (await auditOf(app, person.id)).filter((row) => row.action === 'account.update')
    expect(rows.map((row) => row.changes)).toEqual([{ name: ['…', '…'] }])
  })

  it.each(['javascript:alert(1)', 'ftp://x.y/z', 'not an address', '//evil.example/x.png'])(
    'refuses the picture %s',
    async (avatar) => {
      const { token } = await app.aPerson()
      const error = await refusal(app.as(token)('PATCH /api/auth/me', { body: { avatar } }))
      expect([error.status, Object.keys(error.fields)]).toEqual([400, ['avatar']])
    },
  )

  it('accepts name and picture of the old endpoint', async () => {
    const { token } = await app.aPerson()
    const userInfo = { nickName: '小方', avatarUrl: PHOTO }
    const account = await app.as(token)('POST /api/user/update-profile', { body: { userInfo } })
    expect(account).toMatchObject({ name: '小方', avatar: PHOTO })
  })

  it.each([
    ['the grey default pair', { nickName: '微信用户', avatarUrl: GREY }],
    ['blanks', { nickName: '  ', avatarUrl: '' }],
    ['nothing', {}],
    ['a picture that only exists on her phone', { avatarUrl: 'wxfile://tmp_0a1b.jpg' }],
  ])('treats %s as empty, so that a name and picture stay', async (_, userInfo) => {
    const { token } = await app.aPerson()
    await app.as(token)('PATCH /api/auth/me', { body: { name: '小方', avatar: PHOTO } })
    const account = await app.as(token)('POST /api/user/update-profile', { body: { userInfo } })
    expect(account).toMatchObject({ name: '小方', avatar: PHOTO })
  })

  it('cuts a long name between characters, not through one', async () => {
    const { token } = await app.aPerson()
    const userInfo = { nickName: `a${'🌸'.repeat(25)}` }
    const account = await app.as(token)('POST /api/user/update-profile', { body: { userInfo } })
    expect(account.name).toBe(`a${'🌸'.repeat(19)}`)
  })

  it.each([
    ['a null character', 'a\u0000b'],
    ['half a character', 'a\ud83c'],
  ])('refuses a name with %s, which PostgreSQL cannot store', async (_, name) => {
    const { token } = await app.aPerson()
    const error = await refusal(app.as(token)('PATCH /api/auth/me', { body: { name } }))
    expect([error.status, error.code, error.fields]).toEqual([
      400,
      'VALIDATION_ERROR',
      { name: '有不能保存的字符，请删掉再试。' },
    ])
  })
})
