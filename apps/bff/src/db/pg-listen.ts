import pg from 'pg'
import type { Db } from './db.ts'

/** The channel of LISTEN and NOTIFY; what travels on it is a topic's name, far below the 8000 bytes that are allowed. */
export const CHANNEL = 'qingpin_topics'

const RECONNECT_MS = 200

/**
 * Listens on a connection of its own, because a pool would hand it to others. When the line was down, notifications of
 * that time are gone: the listener is then called with undefined.
 */
export const listenTo =
  (url: string): Db['onNotify'] =>
  async (listener) => {
    let stopped = false
    let client: pg.Client | undefined
    let retry: NodeJS.Timeout | undefined

    const connect = async (): Promise<void> => {
      const line = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000, keepAlive: true })
      let lost = false
      const again = () => {
        if (lost || stopped) return
        lost = true
        line.removeAllListeners('notification')
        retry = setTimeout(() => void connect(), RECONNECT_MS)
      }
      line.on('error', again)
      line.on('end', again)
      line.on('notification', ({ payload }) => listener(payload))
      try {
        await line.connect()
        await line.query(`listen ${CHANNEL}`)
        client = line
        listener(undefined)
      } catch {
        await line.end().catch(() => undefined)
        again()
      }
    }
    await connect()
    return async () => {
      stopped = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    }
  }
