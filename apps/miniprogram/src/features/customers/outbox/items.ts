import { useEffect, useState } from 'react'
import type { Draft } from '@/app/drafts/drafts'
import type { OutboxItem } from '@/app/outbox/items'
import { releaseItem, takeItem, useOutbox, type Written } from '@/app/outbox/outbox'
import { deliver } from '@/app/outbox/sender'

/** The item that a form was opened to change: it is not sent before the form is left. */
export function useHeldItem(id: string | undefined): OutboxItem | undefined {
  const [item] = useState(() => (id === undefined ? undefined : takeItem(id)))
  useEffect(() => (item ? () => releaseItem(item.id) : undefined), [item])
  return item
}

/** Whether a person has said already that another customer may have this WeChat id as well. */
export const allowsWechat = ({ body }: OutboxItem, wechatId: string): boolean =>
  body.allowDuplicateWechat === true && body.wechatId === wechatId

/**
 * Sends what a form has written. Meanwhile it stands in the outbox instead of the draft, so that an app which ends in
 * between does not send it twice; a refusal gives it back. Undefined where it waits for the network.
 */
export async function deliverDraft<T>(written: Written, draft: Draft<T>, value: T) {
  try {
    return await deliver(written, draft.drop)
  } catch (error) {
    draft.write(value)
    throw error
  }
}

export const STORED = '存在这台手机上了，有网自动发'

/** What to say after an edit that did not arrive at once. */
export const formatStored = (customerId: string): string =>
  useOutbox.getState().items.some((item) => item.customerId === customerId && item.state === 'conflict')
    ? '同事也改了这一处，要您定'
    : STORED
