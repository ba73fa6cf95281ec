import { isApiError } from '@qingpin/contract/client'
import type { ParticipantApi } from '../participant-api'

const AGAIN_MS = 3000
/** After two minutes the missing heartbeats have shown the others that the participant is gone. */
const TRIES = 40

/** Tells the server that the participant leaves, and tries again until the server answers or `cancel` is called. */
export function leaveRoom(call: ParticipantApi): { readonly cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let cancelled = false
  const attempt = (left: number) => {
    call('POST /api/interview/guest/leave', { body: {} }).catch((error: unknown) => {
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
