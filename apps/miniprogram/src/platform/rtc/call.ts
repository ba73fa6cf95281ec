import type { Call, CallRequest } from './rtc.types'

/** Joins the call of a room with whatever the grant names; local devices come from `localMedia`. */
export declare function openCall(request: CallRequest): Promise<Call>
