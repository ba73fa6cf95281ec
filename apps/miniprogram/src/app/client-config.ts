import { api } from './api'
import { useQuery } from './query'

/** What this installation is: the agency, its phone, the demo logins. Hardly ever changes. */
export const useClientConfig = (enabled = true) =>
  useQuery(['client-config'], () => api('GET /api/client-config'), { enabled, staleMs: 3_600_000, persist: true })
