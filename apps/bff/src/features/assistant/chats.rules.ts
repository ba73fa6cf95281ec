/** Conversations that the assistant tab shows. */
export const RECENT_CHATS = 5
export const TURNS_PER_PAGE = 20
/** After how many seconds a question may be sent again while too many answers are being written. */
export const RUNS_RETRY_SECONDS = 10
