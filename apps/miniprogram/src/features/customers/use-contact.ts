import { useAction } from '@/app/use-action'
import { useReveal, type Reveal } from '@/app/use-reveal'
import { copyText } from '@/platform/clipboard'
import { callPhone } from '@/platform/phone-call'
import { failure } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { revealNumber, type CustomerCard, type NumberName } from './api'
import { noteCall } from './call'

export interface Contact extends Reveal<NumberName> {
  readonly call: () => Promise<void>
  readonly copy: (name: NumberName) => Promise<void>
}

/** The ways to reach a customer. Each reveals one number, which is audited and limited. */
export function useContact({ id, name }: Pick<CustomerCard, 'id' | 'name'>): Contact {
  const numbers = useReveal((name: NumberName) => revealNumber(id, name), '号码没取到')
  const copying = useAction(async (text: string) => {
    if (!(await copyText(text))) throw failure('没能复制，请长按号码选中。')
    toast('复制好了')
  })
  const call = async () => {
    const phone = await numbers.reveal('phone')
    if (!phone) return
    noteCall({ id, name })
    callPhone(phone)
  }
  const copy = async (name: NumberName) => {
    const text = await numbers.reveal(name)
    if (text) await copying.run(text)
  }
  return { ...numbers, problem: numbers.problem ?? copying.problem, call, copy }
}
