import { createPublicKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** A certificate of the platform with its private key. */
export interface IssuedCertificate {
  /** Upper-case hex, as WeChat names it. */
  serial: string
  pem: string
  key: KeyObject
  /** Epoch ms. */
  from: number
  until: number
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const { length } = body
  const long = length > 255 ? Buffer.from([0x82, length >> 8, length & 255]) : Buffer.from([0x81, length])
  return Buffer.concat([Buffer.from([tag]), length < 128 ? Buffer.from([length]) : long, body])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const oid = (...bytes: number[]) => der(0x06, Buffer.from(bytes))
const time = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`, 'ascii'))

const SHA256_WITH_RSA = sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), der(0x05))
const NAME = sequence(
  der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from('Tenpay.com Root CA of the sandbox', 'utf8')))),
)

/** Issues a self-signed certificate (X.509 v3, RSA 2048, SHA-256) with a serial number of 20 bytes. */
export function issueCertificate(serial: Buffer, from: number, until: number): IssuedCertificate {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  // A leading bit would make the number negative.
  const number = Buffer.from(serial)
  number[0] = ((number[0] ?? 0) & 0x7f) | 0x40
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, number),
    SHA256_WITH_RSA,
    NAME,
    sequence(time(from), time(until)),
    NAME,
    publicKey,
  )
  const signature = createSign('RSA-SHA256').update(content).sign(privateKey)
  const whole = sequence(content, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
  return { serial: number.toString('hex').toUpperCase(), pem, key: privateKey, from, until }
}
