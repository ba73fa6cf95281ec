/** How long a code can be scanned. */
export const BIND_CODE_SECONDS = 1800
/** The longest test message. */
export const TEST_MESSAGE_MAX = 200
/** What a field of a template message holds; longer ones are cut. */
export const TEMPLATE_FIELD_MAX = 20
