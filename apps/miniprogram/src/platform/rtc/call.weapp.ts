import type { Call, CallRequest } from './rtc.types'
import { openZegoCall } from './zego.weapp'

const nothing: Call = { setPeers() {}, take() {}, lineReturned() {}, stop() {} }

export async function openCall(request: CallRequest): Promise<Call> {
  if (request.grant.provider === 'zego') return openZegoCall(request)
  // A mini program has no RTCPeerConnection, so calls need the video service.
  request.onFailure('unsupported')
  return nothing
}
