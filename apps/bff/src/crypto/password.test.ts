import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

describe('a password', () => {
  it('is right or wrong, and its hash reveals neither the password nor that two are equal', async () => {
    const [one, two] = await Promise.all([hashPassword('correct-horse'), hashPassword('correct-horse')])
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    expect(one).not.toBe(two)
    const answers = await Promise.all([
      verifyPassword('correct-horse', one),
      verifyPassword('correct-hors', one),
      verifyPassword('Correct-horse', one),
      verifyPassword('', one),
    ])
    expect(answers).toEqual([true, false, false, false])
  })

  it('is the same in every Unicode composition', async () => {
    const hash = await hashPassword('pässwörd①')
    expect(await verifyPassword('pa\u0308sswo\u0308rd1', hash)).toBe(true)
  })

  it('is wrong for an account without one, even the one that the placeholder hash could mean', async () => {
    for (const hash of [null, '']) expect(await verifyPassword('anything', hash)).toBe(false)
  })

  it('takes as long to check for a name that does not exist', async () => {
    const hash = await hashPassword('x')
    // The work that is done, whatever else the machine does meanwhile.
    const time = async (stored: string | null) => {
      const runs: number[] = []
      for (let i = 0; i < 2; i++) {
        const start = process.cpuUsage()
        await verifyPassword('y', stored)
        runs.push(process.cpuUsage(start).user)
      }
      return Math.min(...runs)
    }
    const [existing, unknown] = [await time(hash), await time(null)]
    expect(unknown / existing).toBeGreaterThan(0.5)
    expect(unknown / existing).toBeLessThan(2)
  })

  it('keeps working when the cost is raised later, because the cost stands in the hash', async () => {
    const cheap = 'scrypt$1024$8$1$AAAAAAAAAAAAAAAAAAAAAA$'
    const { scryptSync } = await import('node:crypto')
    const key = scryptSync('old', Buffer.alloc(16), 32, { N: 1024, r: 8, p: 1 }).toString('base64url')
    expect(await verifyPassword('old', cheap + key)).toBe(true)
  })
})
