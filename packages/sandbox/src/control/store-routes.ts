import type { Hono } from 'hono'
import type { StoredObject } from '../store/objects.ts'
import type { TemporaryKey } from '../sts/federation.ts'
import type { Env } from '../world.ts'
import type { SandboxControl } from './control.ts'
import { BadInput, flag, oneOf, parseFields, requiredText, text } from './fields.ts'

const signatureTimes = ['clock', 'machine'] as const

/** The part of the control API that looks into both object stores, and at the temporary keys of one. */
export const storeRoutes = (routes: Hono<Env>, { cos, oss, sts }: SandboxControl) => {
  for (const [name, store] of [
    ['cos', cos],
    ['oss', oss],
  ] as const) {
    routes.get(`/${name}/objects`, (c) => c.json({ objects: store.objects(c.req.query('bucket')).map(shown) }))
    routes.post(`/${name}/objects/delete`, async (c) => {
      const fields = parseFields(await c.req.text(), ['bucket', 'key'])
      const bucket = oneOf('bucket', requiredText(fields, 'bucket'), bucketsOf(store)) ?? ''
      if (!store.remove(bucket, requiredText(fields, 'key'))) throw new BadInput('这个桶里没有这个文件')
      return c.json({ objects: store.objects().map(shown) })
    })
  }
  routes.post('/cos/settings', async (c) => {
    const fields = parseFields(await c.req.text(), ['pathStyle', 'forceDownload', 'signatureTime'])
    return c.json(
      cos.settings(
        given({
          pathStyle: flag(fields, 'pathStyle'),
          forceDownload: flag(fields, 'forceDownload'),
          signatureTime: oneOf('signatureTime', text(fields, 'signatureTime'), signatureTimes),
        }),
      ),
    )
  })
  routes.post('/oss/settings', async (c) => {
    const fields = parseFields(await c.req.text(), ['v1', 'signatureTime'])
    const signatureTime = oneOf('signatureTime', text(fields, 'signatureTime'), signatureTimes)
    return c.json(oss.settings(given({ v1: flag(fields, 'v1'), signatureTime })))
  })
  routes.get('/sts/keys', (c) => c.json({ keys: sts.issued().map(withoutSecret) }))
}

const bucketsOf = (store: { objects: () => StoredObject[] }) => [
  ...new Set(store.objects().map(({ bucket }) => bucket)),
]

const shown = ({ bucket, key, type, body, md5, at }: StoredObject) => ({
  bucket,
  key,
  type,
  size: body.length,
  md5,
  at,
})

const withoutSecret = ({ name, secretId, expiresAt, policyText }: TemporaryKey) => ({
  name,
  secretId,
  expiresAt,
  policy: JSON.parse(policyText) as unknown,
})

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> }

const given = <T extends object>(changes: T): Given<T> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Given<T>
