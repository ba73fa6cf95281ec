import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'
import { useQuery, type QueryKey } from '@/app/query'
import { useAccount } from '@/app/session'

export type ChatReply = ReplyOf<ContractMap['GET /api/assistant/chats/{id}']>
export type Started = ReplyOf<ContractMap['POST /api/assistant/chats']>
export type Chat = ChatReply['chat']
export type Turn = ChatReply['turns'][number]
export type Answer = Turn['answers'][number]
export type Price = ChatReply['price']

export const OVERVIEW_KEY: QueryKey = ['assistant', 'overview']
export const CHATS_KEY: QueryKey = ['assistant', 'chats']
export const chatKey = (id: string): QueryKey => ['assistant', 'chat', id]

/** The content of the tab: starters, recent conversations, balance and price. */
export function useOverview() {
  const account = useAccount()
  const who = account ? `${account.id} ${account.role}` : 'guest'
  return useQuery([...OVERVIEW_KEY, who], () => api('GET /api/assistant'), { persist: true })
}

export const useChat = (id: string) =>
  useQuery(chatKey(id), () => api('GET /api/assistant/chats/{id}', { params: { id } }), { staleMs: 5000 })

export const useChats = () =>
  useInfinite<Chat, string>(
    CHATS_KEY,
    async (cursor) => {
      const { items, nextCursor } = await api('GET /api/assistant/chats', { query: { pageSize: 20, cursor } })
      return { items, next: nextCursor ?? undefined }
    },
    { persist: true },
  )
