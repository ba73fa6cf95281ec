import { createServer, request as connect, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A gateway in front of the product that holds event streams back, as some in companies and hotels do. */
export interface Gateway {
  readonly address: string
  /** Streams that were asked for. */
  readonly streams: () => number
  /** Whether a path was asked for. */
  readonly asked: (path: string) => boolean
  /** From now on streams get through. */
  readonly letThrough: () => void
  readonly close: () => Promise<void>
}

export async function openGateway(target: string): Promise<Gateway> {
  let [streams, holding] = [0, true]
  const paths = new Set<string>()
  const forward = (incoming: IncomingMessage, reply: ServerResponse) => {
    const isStream = incoming.headers.accept?.includes('text/event-stream') ?? false
    if (isStream) streams += 1
    paths.add((incoming.url ?? '').split('?')[0] ?? '')
    const held = isStream && holding
    const outgoing = connect(
      target + incoming.url,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        // A held stream gets neither head nor body until it ends, which is after minutes.
        const parts: Buffer[] = []
        if (!held) {
          reply.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(reply)
          return
        }
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => reply.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(parts)))
      },
    )
    outgoing.on('error', () => reply.destroy())
    reply.on('close', () => outgoing.destroy())
    incoming.pipe(outgoing)
  }
  const server = createServer(forward)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams: () => streams,
    asked: (path) => paths.has(path),
    letThrough: () => void (holding = false),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
