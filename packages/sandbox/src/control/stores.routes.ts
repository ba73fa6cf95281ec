import type { Hono } from 'hono'
import { z } from 'zod'
import type { StoredObject } from '../store/objects.ts'
import type { TemporaryKey } from '../sts/federation.ts'
import type { Env } from '../world.ts'
import type { SandboxControl } from './control.ts'
import { BadInput, flag, oneOf, readFields, text } from './fields.ts'

const signatureTime = oneOf(['clock', 'machine']).optional()
const objectName = z.object({ bucket: text, key: text })
const cosSettings = z.object({ pathStyle: flag.optional(), forceDownload: flag.optional(), signatureTime })
const ossSettings = z.object({ v1: flag.optional(), signatureTime })

/** The control API of both object stores and of temporary keys. */
export function storeRoutes(routes: Hono<Env>, { cos, oss, sts }: SandboxControl): void {
  for (const [name, store] of [
    ['cos', cos],
    ['oss', oss],
  ] as const) {
    routes.get(`/${name}/objects`, (c) => c.json({ objects: store.objects(c.req.query('bucket')).map(shown) }))
    routes.post(`/${name}/objects/delete`, async (c) => {
      const { bucket, key } = await readFields(c, objectName)
      const buckets = bucketsOf(store)
      if (!buckets.includes(bucket)) throw new BadInput(`bucket 只能是 ${buckets.join('、')}`)
      if (!store.remove(bucket, key)) throw new BadInput('这个桶里没有这个文件')
      return c.json({ objects: store.objects().map(shown) })
    })
  }
  routes.post('/cos/settings', async (c) => c.json(cos.settings(await readFields(c, cosSettings))))
  routes.post('/oss/settings', async (c) => c.json(oss.settings(await readFields(c, ossSettings))))
  routes.get('/sts/keys', (c) => c.json({ keys: sts.issued().map(withoutSecret) }))
}

function bucketsOf(store: { objects: () => StoredObject[] }) {
  return [...new Set(store.objects().map(({ bucket }) => bucket))]
}

function shown({ bucket, key, type, body, md5, at }: StoredObject) {
  return {
    bucket,
    key,
    type,
    size: body.length,
    md5,
    at,
  }
}

function withoutSecret({ name, secretId, expiresAt, policyText }: TemporaryKey) {
  return {
    name,
    secretId,
    expiresAt,
    policy: JSON.parse(policyText) as unknown,
  }
}
