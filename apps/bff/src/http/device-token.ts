import type { Context } from 'hono'

/** As the app makes them: at least 128 bits, in letters that a header carries. */
const DEVICE_TOKEN = /^[\w-]{22,64}$/

/** The token by which a device is known again; undefined for a client that sends none, or nonsense. */
export function deviceTokenOf(c: Context): string | undefined {
  const sent = c.req.header('x-device-token')
  return sent !== undefined && DEVICE_TOKEN.test(sent) ? sent : undefined
}
