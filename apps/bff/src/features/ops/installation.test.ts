import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { refuseDemoData } from '../../demo/refuse.ts'
import { makeFieldCipher } from '../../crypto/field-cipher.ts'
import { ask } from '../../db/db.ts'
import { aPhone, ENGINES, useApp } from '@qingpin/testing/harness'
import { create as createStaff } from '../staff/staff.service.ts'
import { checkKeys, noteDemoData } from './installation.service.ts'

describe.each(ENGINES)('the data of an installation on %s', (engine) => {
  const app = useApp(engine)
  const own = () => app.deps.settings.fieldKeys
  /** A start with these keys: its refusal, or `started`. */
  const start = (fieldKeys = own(), hashKey = app.deps.settings.fieldHashKey): Promise<string> =>
    checkKeys({
      db: app.db,
      cipher: makeFieldCipher(fieldKeys, hashKey),
      settings: { ...app.deps.settings, fieldKeys, fieldHashKey: hashKey },
    }).then(
      () => 'started',
      (error: Error) => error.message,
    )
  /** As a release left it that noted nothing. */
  const forget = () =>
    app.db.tx(function* (t) {
      yield* ask(t.delete(app.db.s.installation))
    })
  const other = (id = 'k1') => new Map([[id, randomBytes(32)]])
  beforeEach(forget)

  it('is opened again with its own keys', async () => {
    expect([await start(), await start()]).toEqual(['started', 'started'])
  })

  it('is refused to another key of the same name, to one of another name, and to another hash key', async () => {
    await start()
    expect(await start(other())).toContain('FIELD_KEYS: key "k1" is not the one that this database was written with')
    expect(await start(other('k2'))).toContain('FIELD_KEYS has no key "k1"')
    expect(await start(own(), randomBytes(32))).toContain('FIELD_HASH_KEY is not the key')
    expect(await start(other())).toContain('docs/configuration.md')
  })

  it('takes a new key before the old one, and from then on asks for both', async () => {
    await start()
    const rotated = new Map([...other('k2'), ...own()])
    expect(await start(rotated)).toBe('started')
    expect(await start(own())).toContain('FIELD_KEYS has no key "k2"')
    expect(await start(new Map([...rotated].slice(0, 1)))).toContain('FIELD_KEYS has no key "k1"')
    expect(await start(rotated)).toBe('started')
  })

  it('of a release that noted no keys is judged by its phone numbers', async () => {
    await app.aPerson(aPhone())
    expect(await start(other())).toContain('FIELD_KEYS: key "k1" is not the one')
    expect(await start(other('k2'))).toContain('FIELD_KEYS has no key "k1"')
    expect(await start(own(), randomBytes(32))).toContain('FIELD_HASH_KEY is not the key')
    expect(await start()).toBe('started')
    expect(await start(other())).toContain('FIELD_KEYS: key "k1" is not the one')
  })

  it('with the note of the demo does not start in production', async () => {
    await expect(refuseDemoData(app.deps)).resolves.toBeUndefined()
    await noteDemoData(app.deps)
    await expect(refuseDemoData(app.deps)).rejects.toThrow(/DATA_DIR \(.*\) is a folder with the data of the demo/)
  })

  it.each(['demo-seed', 'demo-story'])(
    'of a demo without the note, whose passwords were all changed, does not start in production (%s)',
    async (requestId) => {
      const seeding = { ...app.ctx(), requestId, now: 1_000_000 }
      const person = { name: '主管', role: 'manager', passwordTemporary: false } as const
      await createStaff(seeding, { ...person, username: `changed.${requestId}`, password: 'a-password-of-its-own-7' })
      await expect(refuseDemoData(app.deps)).rejects.toThrow(/with the data of the demo/)
      await app.db.q.delete(app.db.s.auditLog).where(eq(app.db.s.auditLog.requestId, requestId))
      await expect(refuseDemoData(app.deps)).resolves.toBeUndefined()
    },
  )

  it('of a demo without the note does not start in production while one of its passwords works', async () => {
    const person = { name: '主管', role: 'manager', passwordTemporary: false } as const
    await createStaff(app.ctx(), { ...person, username: 'operator', password: 'a-password-of-its-own-7' })
    await expect(refuseDemoData(app.deps)).resolves.toBeUndefined()
    await createStaff(app.ctx(), { ...person, username: 'Manager', password: 'manager123' })
    await expect(refuseDemoData(app.deps)).rejects.toThrow('"manager" has the password of the demo')
  })
})
