import { createHmac, hkdfSync } from 'node:crypto'
import { sameText } from '../../crypto/same-text.ts'
import type { StoreName } from '../../ports/object-store.port.ts'

/** What an address allows its bearer. */
export interface Permit {
  act: 'read' | 'put' | 'form'
  store: StoreName
  key: string
  /** Epoch seconds. */
  until: number
  /** Of what is written. */
  type?: string
  size?: number
  /** Of what is read: the name it is saved under. */
  name?: string
  /** No cache may keep what is read. */
  unkept?: boolean
}

export interface Permits {
  /** The permit as a query, or as fields of a form. */
  sign(permit: Permit): Record<string, string>
  /** The permit that these values carry, if it was signed here; whether it is over is for the caller to see. */
  read(act: Permit['act'], store: StoreName, key: string, values: ReadonlyMap<string, string>): Permit | undefined
}

/** Permits signed with a key of their own, derived from the secret of tokens: one installation has one disk. */
export function makePermits(secret: Buffer): Permits {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'files on disk', 32))
  const signature = ({ act, store, key: object, until, type, size, name, unkept }: Permit) =>
    createHmac('sha256', key)
      .update(
        JSON.stringify([
          act,
          store,
          object,
          until,
          type ?? null,
          size ?? null,
          name ?? null,
          ...(unkept ? ['unkept'] : []),
        ]),
      )
      .digest('base64url')
  return {
    sign(permit) {
      const { until, type, size, name, unkept } = permit
      return {
        until: String(until),
        ...(type === undefined ? {} : { type }),
        ...(size === undefined ? {} : { size: String(size) }),
        ...(name === undefined ? {} : { name }),
        ...(unkept ? { kept: 'no' } : {}),
        signature: signature(permit),
      }
    },
    read(act, store, object, values) {
      const [until, type, size, name] = ['until', 'type', 'size', 'name'].map((one) => values.get(one))
      if (!/^\d{1,12}$/.test(until ?? '') || !/^\d{0,12}$/.test(size ?? '')) return undefined
      const permit: Permit = {
        act,
        store,
        key: object,
        until: Number(until),
        ...(type === undefined ? {} : { type }),
        ...(size === undefined ? {} : { size: Number(size) }),
        ...(name === undefined ? {} : { name }),
        ...(values.get('kept') === 'no' ? { unkept: true } : {}),
      }
      return sameText(signature(permit), values.get('signature') ?? '') ? permit : undefined
    },
  }
}
