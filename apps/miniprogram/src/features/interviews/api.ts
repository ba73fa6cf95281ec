import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Decision } from '@qingpin/contract/interviews/interviews.enums'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'
import { useQuery } from '@/app/query'
import { useVisibleInterval } from '@/app/use-visible-interval'

const PAGE = 20

export type Room = ReplyOf<ContractMap['GET /api/interview/rooms']>['list'][number]
export type Invite = ReplyOf<ContractMap['GET /api/interview/rooms/{roomId}/invites']>['items'][number]
export type MyInterview = ReplyOf<ContractMap['GET /api/interview/mine']>['items'][number]
export type RoomView = ReplyOf<ContractMap['GET /api/interview/participant']>
export type Participant = RoomView['others'][number]
/** What an invitation tells about its interview. */
export type Interview = Pick<RoomView['room'], 'roomId' | 'title' | 'hostName' | 'scheduledAt'>
/** A guest in the lobby. */
export type Waiting = ReplyOf<ContractMap['GET /api/interview/rooms/{roomId}']>['waiting'][number]
export type OpenTicket = ReplyOf<ContractMap['POST /api/interview/tickets/read']>

export const ROOMS_KEY = ['interview-rooms']

export const useRooms = (status: 'today' | 'active' | 'ended', enabled: boolean) =>
  useInfinite<Room, number>(
    [...ROOMS_KEY, status],
    async (cursor = 1) => {
      const query = { status, page: cursor, pageSize: PAGE }
      const { list, page, totalPages } = await api('GET /api/interview/rooms', { query })
      return { items: list, next: page < totalPages ? page + 1 : undefined }
    },
    { enabled, persist: true },
  )

export const useMyInterviews = (enabled: boolean) =>
  useQuery(['interviews-mine'], async () => (await api('GET /api/interview/mine')).items, { enabled, persist: true })

export const useRoom = (roomId: string) =>
  useQuery([...ROOMS_KEY, 'one', roomId], async () => {
    const params = { roomId }
    const [room, invites] = await Promise.all([
      api('GET /api/interview/rooms/{roomId}', { params }),
      api('GET /api/interview/rooms/{roomId}/invites', { params }),
    ])
    return { room, invites: invites.items }
  })

/** The host's decision about a guest. */
export type Decide = (guest: Pick<Participant, 'id' | 'name'>, decision: Decision) => Promise<unknown>

const LOBBY_EVERY_MS = 4000

/** The guests in the lobby, read again every few seconds while the page is shown; none unless `enabled`. */
export function useLobby(roomId: string, enabled: boolean): readonly Waiting[] {
  const { data, refetch } = useQuery(
    [...ROOMS_KEY, 'lobby', roomId],
    async () => (await api('GET /api/interview/rooms/{roomId}', { params: { roomId } })).waiting,
    { enabled },
  )
  useVisibleInterval(() => void refetch(), LOBBY_EVERY_MS, enabled)
  return (enabled && data) || []
}

/** Another open room of the host, which would end if this one were opened. */
export async function otherOpenRoom(roomId?: string): Promise<Room | undefined> {
  const { list } = await api('GET /api/interview/rooms', { query: { status: 'open', page: 1, pageSize: 2 } })
  return list.find((room) => room.roomId !== roomId)
}
