import { isApiError } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { invalidate, mutate } from '@/app/query'
import { useAction } from '@/app/use-action'
import { toast } from '@/ui/toast'

export type Waiting = ReplyOf<ContractMap['GET /api/reviews']>['items'][number]
export type Decision = NonNullable<Parameters<typeof api<'POST /api/reviews/{id}'>>[1]['body']>

export const REVIEWS_KEY = ['reviews']
export const readReviews = () => api('GET /api/reviews')

/** The item was decided elsewhere, by a colleague or by WeChat: the list is read again. */
const OVER: Readonly<Record<string, string>> = {
  REVIEW_DECIDED: '这一条刚才已经有人看过了',
  NOT_FOUND: '这一条不用看了',
}

/** Decides on one of them. */
export function useDeciding(onDone?: () => void) {
  return useAction(async ({ id }: Pick<Waiting, 'id'>, body: Decision) => {
    try {
      const decide = () => api('POST /api/reviews/{id}', { params: { id }, body })
      await mutate(decide, { touch: [REVIEWS_KEY, ['today']] })
      toast(body.verdict === 'pass' ? '通过了' : '拿掉了，会告诉对方原因')
    } catch (error) {
      const words = isApiError(error) ? OVER[error.code] : undefined
      if (words === undefined) throw error
      for (const key of [REVIEWS_KEY, ['today']]) invalidate(key)
      toast(words)
    }
    onDone?.()
  })
}
