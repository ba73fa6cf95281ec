import { GUEST_ROLES, PARTICIPANT_ROLE_LABELS, type GuestRole } from '@qingpin/contract/interviews/interviews.enums'
import { useRef } from 'react'
import { useActions } from '@/app/use-action'
import { api, newIdempotencyKey } from '@/app/api'
import { mutate } from '@/app/query'
import { PickOneSheet } from '@/ui/picker-sheet'
import { problemOf, type Problem } from '@/ui/read-error'
import { type Interview, type Invite, ROOMS_KEY } from './api'
import { InviteSheet } from './invite-sheet'

/** The open sheet: `role` asks for the role to invite; an invitation shows its link. */
export type InviteStep = 'role' | Invite | undefined

export interface InvitingProps {
  readonly interview: Interview
  /** Shows an open invitation of the role, where there is one, instead of making another. */
  readonly reuse?: boolean
  readonly step: InviteStep
  readonly onStep: (step: InviteStep) => void
  readonly onProblem: (problem: Problem | undefined) => void
}

async function openInvite(roomId: string, role: GuestRole): Promise<Invite | undefined> {
  const { items } = await api('GET /api/interview/rooms/{roomId}/invites', { params: { roomId } })
  return items.find((one) => one.open && one.role === role)
}

/** Asks for the role to invite, then shows the link; as sheets, because the host must not leave the room for it. */
export function Inviting({ interview, reuse = false, step, onStep, onProblem }: InvitingProps) {
  // A call whose answer was lost is repeated with its key; after an answer the next one gets another key.
  const trying = useRef<Partial<Record<GuestRole, string>>>({})
  const params = { roomId: interview.roomId }
  const { run } = useActions({
    problemOf: (error) => {
      onProblem(problemOf(error))
      return undefined
    },
  })
  const attempt = <T,>(call: () => Promise<T>, then?: (result: T) => void) =>
    run(async () => {
      onProblem(undefined)
      const result = await mutate(call, { touch: [ROOMS_KEY] })
      then?.(result)
    })
  const invite = async (role: GuestRole) => {
    const idempotencyKey = (trying.current[role] ??= newIdempotencyKey())
    const open = async () => {
      const before = reuse ? await openInvite(interview.roomId, role) : undefined
      return before ?? api('POST /api/interview/rooms/{roomId}/invites', { params, body: { role }, idempotencyKey })
    }
    await attempt(open, (made) => {
      trying.current = {}
      onStep(made)
    })
  }
  const revoke = (id: string) => {
    onStep(undefined)
    void attempt(() => api('POST /api/interview/invites/{id}/revoke', { params: { id } }))
  }
  return (
    <>
      <PickOneSheet<GuestRole>
        open={step === 'role'}
        title="邀请谁"
        options={GUEST_ROLES.map((value) => ({ value, label: PARTICIPANT_ROLE_LABELS[value] }))}
        value={undefined}
        onPick={(role) => void invite(role)}
        onClose={() => onStep(undefined)}
      />
      <InviteSheet
        interview={interview}
        invite={typeof step === 'object' ? step : undefined}
        onClose={() => onStep(undefined)}
        onRevoke={revoke}
      />
    </>
  )
}
