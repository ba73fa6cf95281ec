import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'
import { useQuery } from '@/app/query'

const PAGE = 20

export type Room = ReplyOf<ContractMap['GET /api/interview/rooms']>['list'][number]
export type Invite = ReplyOf<ContractMap['GET /api/interview/rooms/{roomId}/invites']>['items'][number]
export type MyInterview = ReplyOf<ContractMap['GET /api/interview/mine']>['items'][number]
export type RoomView = ReplyOf<ContractMap['GET /api/interview/participant']>
export type Seat = RoomView['seats'][number]
/** What an invitation says of its talk. */
export type Talk = Pick<RoomView['room'], 'roomId' | 'title' | 'hostName' | 'scheduledAt'>
export type Knocking = ReplyOf<ContractMap['GET /api/interview/rooms/{roomId}']>['waiting'][number]
export type OpenTicket = ReplyOf<ContractMap['POST /api/interview/tickets/read']>

export const ROOMS_KEY = ['interview-rooms']

export const useRooms = (status: 'active' | 'ended', enabled: boolean) =>
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

/** Who is at the door, while the room is not over; asked again and again by whoever shows it. */
export const useWaiting = (roomId: string, enabled: boolean) =>
  useQuery(
    [...ROOMS_KEY, 'door', roomId],
    async () => (await api('GET /api/interview/rooms/{roomId}', { params: { roomId } })).waiting,
    { enabled },
  )

/** Another room of the host that is open now: opening one more ends it. */
export async function openRoomBesides(roomId?: string): Promise<Room | undefined> {
  const { list } = await api('GET /api/interview/rooms', { query: { status: 'open', page: 1, pageSize: 2 } })
  return list.find((room) => room.roomId !== roomId)
}
