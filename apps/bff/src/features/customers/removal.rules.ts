/** Customers that one run of the retention removes. */
export const PURGED_AT_ONCE = 500
/** The name of a customer of which only its numbers are left, as hashes. */
export const PURGED_NAME = '已合并'
