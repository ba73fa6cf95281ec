import type { Call, CallRequest } from './rtc.types'

/** Joins the call of a room through the provider of the grant; the devices are those of `localMedia`. */
export declare function openCall(request: CallRequest): Promise<Call>
