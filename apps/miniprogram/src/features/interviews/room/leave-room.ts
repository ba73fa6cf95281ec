import { isApiError } from '@qingpin/contract/client'
import type { ParticipantApi } from '../participant-api'

const AGAIN_MS = 3000
/** After so long the silence of the seat has told the others already. */
const TRIES = 40

/** Gives a seat up, however often it takes to reach the server. Ends when it has answered, or when cancelled. */
export function leaveRoom(seat: ParticipantApi): { readonly cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let cancelled = false
  const attempt = (left: number) => {
    seat('POST /api/interview/guest/leave', { body: {} }).catch((error: unknown) => {
      const refused = isApiError(error) && error.status < 500 && error.status !== 429
      if (!refused && !cancelled && left > 0) timer = setTimeout(() => attempt(left - 1), AGAIN_MS)
    })
  }
  attempt(TRIES)
  return {
    cancel() {
      cancelled = true
      clearTimeout(timer)
    },
  }
}
