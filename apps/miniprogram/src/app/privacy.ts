import { create } from 'zustand'
import { onPrivacyRequest, type PrivacyAnswer } from '@/platform/privacy'

/** How long after a refusal the person is not asked again; calls that need the consent are refused meanwhile. */
const QUIET_MS = 10_000

interface Asking {
  /** The calls that wait for the person's answer. */
  readonly waiting: readonly PrivacyAnswer[]
}

export const usePrivacy = create<Asking>(() => ({ waiting: [] }))

let refusedAt = 0

/** Once at launch. WeChat asks only when something that needs it is used, never on arrival. */
export function startPrivacy(): void {
  onPrivacyRequest((answer) => {
    if (Date.now() - refusedAt < QUIET_MS) return answer('disagree')
    usePrivacy.setState(({ waiting }) => ({ waiting: [...waiting, answer] }))
    return undefined
  })
}

function settle(decision: 'agree' | 'disagree'): void {
  const { waiting } = usePrivacy.getState()
  usePrivacy.setState({ waiting: [] })
  waiting.forEach((answer) => answer(decision))
}

/** WeChat believes an agreement only after a tap on its own button. */
export const agreeToPrivacy = (): void => settle('agree')

export function refusePrivacy(): void {
  refusedAt = Date.now()
  settle('disagree')
}
