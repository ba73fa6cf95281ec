import { api } from './api'
import { useQuery, type QueryKey } from './query'

export const BINDING_KEY: QueryKey = ['binding']

/** Whether the account is bound to the agency's service account in WeChat, and what goes out by that. */
export const useBinding = () => useQuery(BINDING_KEY, () => api('GET /api/wechat/binding'))
