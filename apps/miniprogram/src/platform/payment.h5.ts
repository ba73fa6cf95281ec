import type { Platform } from '@qingpin/contract/orders/orders.enums'
import type { PhoneCall, PhoneOutcome } from './payment.types'

export const payPlatform: Platform = 'h5'

/** A browser has no payment dialog: it shows a code instead. */
export const payOnPhone = async (_call: PhoneCall): Promise<PhoneOutcome> => 'unknown'
