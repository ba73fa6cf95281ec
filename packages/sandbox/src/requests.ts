import type { Service } from './services.ts'

export interface RecordedRequest {
  id: number
  service: Service
  route: string
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body: string
  at: number
  /** `null` until an answer is sent, and always after a dropped connection. */
  status: number | null
}

export interface Requests {
  add: (request: Omit<RecordedRequest, 'id'>) => RecordedRequest
  /** Oldest first. */
  list: (service?: Service) => RecordedRequest[]
  clear: (service?: Service) => void
}

const MAX_PER_SERVICE = 500
/** The recorded characters of a body are limited, because pictures would fill the memory. */
export const MAX_BODY_LENGTH = 65_536

export function createRequests(): Requests {
  const byService = new Map<Service, RecordedRequest[]>()
  let lastId = 0
  return {
    add: (request) => {
      const entry = { ...request, body: request.body.slice(0, MAX_BODY_LENGTH), id: ++lastId }
      const ring = byService.get(entry.service) ?? []
      ring.push(entry)
      if (ring.length > MAX_PER_SERVICE) ring.shift()
      byService.set(entry.service, ring)
      return entry
    },
    list: (service) =>
      service === undefined
        ? [...byService.values()].flat().sort((a, b) => a.id - b.id)
        : [...(byService.get(service) ?? [])],
    clear: (service) => {
      if (service === undefined) byService.clear()
      else byService.delete(service)
    },
  }
}
