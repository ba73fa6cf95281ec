/** Bytes of a ticket: 22 characters, because a mini-program code holds 32. */
export const TICKET_BYTES = 16
/** Bytes of the token of a device, as those of participants of interviews. */
export const GUEST_TOKEN_BYTES = 24
/** Devices that may open one list: a family has a few, and a link that went round has many. */
export const DEVICES_MOST = 20
/** How long before their evening half-days of today can still be proposed, and a plan may lie ahead. */
export const PLAN_DAYS_MOST = 60
/** Stands in place of a comment that was refused after it was shown. */
export const REFUSED_COMMENT = '（这条话不合适，已经收起来了）'
