/** Conversations that the assistant tab shows. */
export const RECENT_CHATS = 5
export const TURNS_PER_PAGE = 20
/** After how many seconds a question may be sent again while too many answers are being written. */
export const RUNS_RETRY_SECONDS = 10

/** The last conversation of a page; the next page begins after it. */
export interface ChatCursor {
  updatedAt: number
  id: string
}

export const writeCursor = ({ updatedAt, id }: ChatCursor): string => `${updatedAt}-${id}`

/** Undefined, which starts from the top, for a cursor that is not ours. */
export function readCursor(cursor: string | undefined): ChatCursor | undefined {
  const [, updatedAt, id] = /^(\d{1,15})-([0-9a-f]{24})$/.exec(cursor ?? '') ?? []
  return updatedAt && id ? { updatedAt: Number(updatedAt), id } : undefined
}
