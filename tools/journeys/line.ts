import { connect, createServer, type Socket } from 'node:net'

/** A line to a server that can be cut, as a lift or a tunnel does; a browser's own "offline" leaves streams alive. */
export interface Line {
  address: string
  /** Ends every connection and lets none through until it is mended. */
  cut: () => void
  mend: () => void
  /** How many connections came while it was cut. */
  refused: () => number
  close: () => Promise<void>
}

export async function layLine(to: string): Promise<Line> {
  const { port, hostname } = new URL(to)
  const sockets = new Set<Socket>()
  let whole = true
  let refused = 0
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
  }
  const server = createServer((near) => {
    keep(near)
    if (!whole) {
      refused += 1
      return near.destroy()
    }
    const far = connect(Number(port), hostname)
    keep(far)
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const place = server.address()
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    address: `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`,
    cut: () => {
      whole = false
      drop()
    },
    mend: () => {
      whole = true
    },
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        drop()
      }),
  }
}
