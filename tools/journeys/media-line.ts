import { createSocket, type Socket } from 'node:dgram'
import type { BrowserContext } from 'playwright-core'

/**
 * A media path that can be cut. Neither a browser's "offline" nor its packet loss applies to WebRTC between pages of one
 * machine (Chromium 156), so the candidates are rewritten in the signals, and each packet passes a socket of the test.
 */
export interface MediaLine {
  /** Sends the calls of this browser over the line. */
  join: (context: BrowserContext) => Promise<void>
  /** Drops all packets until `mend`. */
  cut: () => void
  /** How many packets came and did not get through. */
  lost: () => number
  mend: () => void
  /** Ends the present paths for good, as when a phone goes from Wi-Fi to mobile data; new ones work. */
  drop: () => void
  close: () => void
}

/** A candidate, alone or in a description, up to its address and port. */
const CANDIDATE = /(candidate:\S+ \d+ udp \d+ )(\S+) (\d+)/gi

export function layMediaLine(): MediaLine {
  const stands = new Map<string, Promise<Socket>>()
  let live = new Set<Socket>()
  let whole = true
  let lost = 0

  /** The socket in front of a browser's own: what it receives goes to the browser, from the socket in front of the sender. */
  function standFor(address: string, port: number): Promise<Socket> {
    const key = `${address}:${port}`
    const known = stands.get(key)
    if (known) return known
    const socket = createSocket('udp4')
    live.add(socket)
    socket.on('error', () => undefined)
    socket.on('message', (packet, from) => {
      if (!whole || !live.has(socket)) {
        lost += 1
        return
      }
      void standFor(from.address, from.port).then((sender) => {
        if (live.has(sender)) sender.send(packet, port, address)
      })
    })
    const made = new Promise<Socket>((resolve) => socket.bind(0, () => resolve(socket)))
    stands.set(key, made)
    return made
  }

  async function through(text: string): Promise<string> {
    const ports = new Map<string, number>()
    for (const [, , address = '', port = ''] of text.matchAll(CANDIDATE)) {
      if (/^[\d.]+$/.test(address)) ports.set(`${address} ${port}`, (await standFor(address, +port)).address().port)
    }
    // Other addresses than IPv4 lead to port 9, which discards.
    return text.replace(
      CANDIDATE,
      (_, head: string, address: string, port: string) => `${head}127.0.0.1 ${ports.get(`${address} ${port}`) ?? 9}`,
    )
  }

  return {
    async join(context) {
      await context.route('**/api/interview/participant/signals', async (route) => {
        await route.continue({ postData: await through(route.request().postData() ?? '') })
      })
    },
    cut: () => {
      whole = false
    },
    lost: () => lost,
    mend: () => {
      whole = true
    },
    drop: () => {
      live = new Set()
    },
    close: () => {
      for (const made of stands.values()) void made.then((socket) => socket.close())
    },
  }
}
