import { openDirectCall } from './direct.h5'
import type { Call, CallRequest } from './rtc.types'

export async function openCall(request: CallRequest): Promise<Call> {
  if (request.grant.provider === 'direct') return openDirectCall(request)
  // The service's SDK is larger than the whole app, so it is loaded for a call only.
  const { openZegoCall } = await import('./zego.h5')
  return openZegoCall(request)
}
