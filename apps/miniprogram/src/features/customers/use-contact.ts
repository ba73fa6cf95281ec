import { useState } from 'react'
import { copyText } from '@/platform/clipboard'
import { callPhone } from '@/platform/phone-call'
import { readError } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { revealNumber, type NumberName } from './api'

export interface Contact {
  /** In full, once it was looked at during this visit. */
  readonly seen: Readonly<Partial<Record<NumberName, string>>>
  readonly busy: NumberName | undefined
  readonly problem: string | undefined
  readonly reveal: (name: NumberName) => Promise<string | undefined>
  readonly call: () => Promise<void>
  readonly copy: (name: NumberName) => Promise<void>
}

/** The ways to reach a customer. Each needs the number in full, which the server gives one at a time and keeps count of. */
export function useContact(id: string): Contact {
  const [seen, setSeen] = useState<Contact['seen']>({})
  const [busy, setBusy] = useState<NumberName>()
  const [problem, setProblem] = useState<string>()

  const reveal = async (name: NumberName): Promise<string | undefined> => {
    const known = seen[name]
    if (known) return known
    if (busy) return undefined
    setBusy(name)
    setProblem(undefined)
    try {
      const full = await revealNumber(id, name)
      setSeen((before) => ({ ...before, [name]: full }))
      return full
    } catch (error) {
      setProblem(`号码没取到：${readError(error).title}`)
      return undefined
    } finally {
      setBusy(undefined)
    }
  }
  const call = async () => {
    const phone = await reveal('phone')
    if (phone) callPhone(phone)
  }
  const copy = async (name: NumberName) => {
    const text = await reveal(name)
    if (!text) return
    if (await copyText(text)) toast('复制好了')
    else setProblem('没能复制，请长按号码选中。')
  }
  return { seen, busy, problem, reveal, call, copy }
}
