import Taro from '@tarojs/taro'
import type { SubscribeAnswers } from './subscribe.types'

export const hasSubscribe = true

/** What WeChat says of a template; `acceptWithAudio` and others begin with the same word. */
const isAccepted = (answer: unknown) => typeof answer === 'string' && answer.startsWith('accept')

export function requestSubscribe(templateIds: readonly string[]): Promise<SubscribeAnswers> {
  if (templateIds.length === 0) return Promise.resolve({})
  const request = Taro.requestSubscribeMessage as unknown as (options: {
    tmplIds: string[]
  }) => Promise<Record<string, unknown>>
  return request({ tmplIds: [...templateIds] }).then(
    (answers) =>
      Object.fromEntries(templateIds.filter((id) => id in answers).map((id) => [id, isAccepted(answers[id])])),
    // Refused for good in the settings, or no longer in a tap: what the person does goes on.
    () => ({}),
  )
}
