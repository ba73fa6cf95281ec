import Taro from '@tarojs/taro'
import { AGREE_BUTTON, type PrivacyAnswer } from './privacy.types'

export type { PrivacyAnswer } from './privacy.types'

const answers = {
  shown: { event: 'exposureAuthorization' },
  agree: { event: 'agree', buttonId: AGREE_BUTTON },
  disagree: { event: 'disagree' },
} as const

type Resolve = (answer: (typeof answers)[keyof typeof answers]) => void

// Base libraries before 2.32.3 have no such event and ask by themselves.
export function onPrivacyRequest(listener: (answer: PrivacyAnswer) => void): void {
  if (typeof Taro.onNeedPrivacyAuthorization !== 'function') return
  Taro.onNeedPrivacyAuthorization((resolve: Resolve) => listener((decision) => resolve(answers[decision])))
}

export function openPrivacyContract(): void {
  Taro.openPrivacyContract({ success: () => undefined, fail: () => undefined })
}
