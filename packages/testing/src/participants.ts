import { makeClient } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Decision } from '@qingpin/contract/interviews/interviews.enums'
import type { TestApp } from './harness.ts'
import { noteCode } from './seen-codes.ts'

/** The typed client as the device of a participant uses it: with the participant token, and a session if there is one. */
export const asParticipant = (app: TestApp, participantToken: string, token?: string) =>
  makeClient<ContractMap>(async ({ method, url, header, data }) => {
    const headers = {
      ...header,
      'x-participant-token': participantToken,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
    const request = new Request(`http://test.local${url}`, { method, headers, body: data ?? null })
    const response = await app.fetch(request)
    const reply = (await response.json()) as { code?: unknown }
    noteCode(method, url, reply)
    return { status: response.status, data: reply }
  })

export const ticketOf = (link: string): string => link.slice(link.indexOf('t=') + 2)

/** A room of a new host, with the calls of the host and a way to bring guests. */
export async function aRoom(app: TestApp, over: { lobby?: boolean; scheduledAt?: string } = {}) {
  const host = await app.aStaff('employee', { name: '林晓' })
  const api = app.as(host.token)
  const { roomId, _id } = await api('POST /api/interview/rooms', { body: { roomName: '王阿姨的视频面试', ...over } })
  const params = { roomId }
  const inviteTicket = async (
    body: { role?: 'customer' | 'worker' | 'helper'; maxUses?: number; hours?: number } = {},
  ) => {
    const made = await api('POST /api/interview/rooms/{roomId}/invites', { params, body: { role: 'worker', ...body } })
    return { ...made, ticket: ticketOf(made.link) }
  }
  return {
    roomId,
    rowId: _id,
    host,
    api,
    inviteTicket,
    enter: () => api('POST /api/interview/rooms/{roomId}/enter', { params }),
    decide: (id: string, decision: Decision) =>
      api('POST /api/interview/participants/{id}/decide', { params: { id }, body: { decision } }),
    end: () => api('POST /api/interview/rooms/{roomId}/end', { params }),
    /** A guest who joins by a ticket, and waits in the lobby. */
    async guest(userName = '王桂兰', ticket?: string) {
      const body = { userName, ticket: ticket ?? (await inviteTicket()).ticket }
      return app.as()('POST /api/interview/guest/join', { body })
    },
  }
}
