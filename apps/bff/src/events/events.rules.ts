/** How many events one read gives at most. */
export const READ_PAGE = 500
