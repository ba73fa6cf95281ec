import type { PhoneCall, PhoneOutcome } from './payment.types'
import type { Platform } from '@qingpin/contract/orders/orders.enums'

/** How this build pays. */
export declare const payPlatform: Platform

/** Opens the phone's payment dialog. What it says is a hint; whether money came in, the server finds out. */
export declare function payOnPhone(call: PhoneCall): Promise<PhoneOutcome>
