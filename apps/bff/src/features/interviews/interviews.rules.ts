import { HOUR_MS } from '@qingpin/contract/core/days'
import { MOST_PARTICIPANTS, SILENT_AFTER_MS } from '@qingpin/contract/interviews/interviews.rules'

/** Whether the heartbeats of a participant have stopped. @param now epoch ms */
export const isSilent = ({ lastSeenAt }: { lastSeenAt: number }, now: number): boolean =>
  lastSeenAt < now - SILENT_AFTER_MS

/** What a line of the chat is called among the texts that are judged; its id stands behind a dot. */
export const MESSAGE_FIELD = 'message'

/** Guests inside at once. */
export const MOST_GUESTS = MOST_PARTICIPANTS - 1
/** Guests in the lobby at once. Those with and those without an invitation are counted apart, so that neither blocks the other. */
export const MOST_WAITING = 12
/** Guests without an invitation that a room takes in all, so that a loop of join requests cannot fill the database. */
export const MOST_JOIN_REQUESTS = 60

/**
 * How long a token of the video service lasts. The service accepts a token until it expires and we cannot call one back:
 * pages renew a participant's short one, and a removed guest gets no other.
 */
export const PARTICIPANT_TOKEN_SECONDS = 600
/** Longer, because the host is never removed and old pages ask once for the whole interview. */
export const HOST_TOKEN_SECONDS = 7200
/** After this a connection is negotiated anew. Signals of a whole interview would be most of the database. */
export const SIGNAL_TTL_MS = 120_000

/** Epoch ms at which an invitation expires: `hours` after the planned start, or after now where that is later. */
export const inviteExpiry = (scheduledAt: number | null, hours: number, now: number): number =>
  Math.max(now, scheduledAt ?? 0) + hours * HOUR_MS

/** An open room without a heartbeat for this long is ended. */
export const EMPTY_ROOM_MS = 4 * HOUR_MS
/** A planned room that was not opened for this long after its time is ended. */
export const LATE_ROOM_MS = 24 * HOUR_MS
/** Rooms that one run of the job ends at most; the next run, an hour later, finds the others. */
export const EXPIRE_BATCH = 200

/** Interviews in the list of a person. */
export const MOST_LISTED = 50

/** Host and worker are reminded so long before a planned interview begins. */
export const SOON_MS = 30 * 60_000
export const INTERVIEW_SOON = { name: 'interview-soon', retries: 5, baseMs: 5000, leaseMs: 30_000 }
