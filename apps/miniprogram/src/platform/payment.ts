import type { PhoneCall, PhoneOutcome } from './payment.types'
import type { Platform } from '@qingpin/contract/orders/orders.enums'

/** How this build pays. */
export declare const payPlatform: Platform

/** Opens the payment dialog of the phone. Its result is a hint; the server knows whether money arrived. */
export declare function payOnPhone(call: PhoneCall): Promise<PhoneOutcome>
