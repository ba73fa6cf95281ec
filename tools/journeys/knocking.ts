import type { Product } from './product.ts'

interface Called {
  data: { token: string; roomId: string; link: string; participantToken: string; guestId: string }
}

/** Calls the product as a program does. */
export async function call(product: Product, path: string, body: object, headers: Record<string, string> = {}) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
  return ((await (await fetch(`${product.address}/api${path}`, init)).json()) as Called).data
}

/** An open room of this member of the staff, and guests who knock at it. */
export async function aRoomOf(product: Product, username: string) {
  const { token } = await call(product, '/auth/login', { username, password: `${username}123` })
  const asHost = { authorization: `Bearer ${token}` }
  const { roomId } = await call(product, '/interview/rooms', { roomName: '王阿姨的视频面试' }, asHost)
  const { link } = await call(product, `/interview/rooms/${roomId}/invites`, { role: 'worker' }, asHost)
  return {
    roomId,
    end: () => call(product, `/interview/rooms/${roomId}/end`, {}, asHost),
    async knock(userName: string) {
      const ticket = link.slice(link.indexOf('t=') + 2)
      const { participantToken } = await call(product, '/interview/guest/join', { userName, ticket })
      return { leave: () => call(product, '/interview/guest/leave', {}, { 'x-participant-token': participantToken }) }
    },
  }
}
