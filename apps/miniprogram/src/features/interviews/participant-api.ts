import { makeClient } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import { transport } from '@/app/api'

/** The typed client of a participant: sends the participant token, and the session where there is one. */
export const participantApi = (participantToken: string | undefined) =>
  makeClient<ContractMap>((request) =>
    transport(
      participantToken
        ? { ...request, header: { ...request.header, 'x-participant-token': participantToken } }
        : request,
    ),
  )

export type ParticipantApi = ReturnType<typeof participantApi>
