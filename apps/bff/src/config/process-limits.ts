/** How long requests under way may take once the process was asked to stop. */
export const STOP_MS = 8000
/** A film on a slow line takes as long as its upload is permitted; Node would end it after five minutes. */
export const LONGEST_REQUEST_MS = 660_000
