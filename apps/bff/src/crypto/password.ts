import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's recommendation for scrypt: N=2^15, r=8, p=3 costs about 32 MiB and 100 ms. */
const COST = { N: 2 ** 15, r: 8, p: 3 }

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, { ...cost, maxmem: 256 * cost.N * cost.r }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** `scrypt$N$r$p$salt$key`; the cost stands in the value, so that it can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Whether the password is right. Without a hash it works as long and says no, so that timing names no account. */
export async function verifyPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const [, n, r, p, salt = '', key = ''] = (hash || NOBODY).split('$')
  const expected = Buffer.from(key, 'base64url')
  const actual = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(n), r: Number(r), p: Number(p) })
  return timingSafeEqual(expected, actual) && Boolean(hash)
}

/** Without letters and digits that look alike when they are read out or copied by hand. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A random password for a person to read out or to copy by hand. */
export const readablePassword = (length: number): string =>
  Array.from({ length }, () => READABLE[randomInt(READABLE.length)]).join('')
