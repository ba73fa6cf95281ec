import { useState } from 'react'
import { readError } from '@/ui/read-error'
import { isMasked, revealNumber, type NumberName, type ResumeDetail } from '../api'

export interface Numbers {
  /** In full once it was looked at, during this visit. */
  readonly of: (name: NumberName) => string
  readonly reveal: (name: NumberName) => Promise<string | undefined>
  readonly busy: NumberName | undefined
  readonly problem: string | undefined
}

export function useNumbers(resume: ResumeDetail): Numbers {
  const [seen, setSeen] = useState<Partial<Record<NumberName, string>>>({})
  const [busy, setBusy] = useState<NumberName>()
  const [problem, setProblem] = useState<string>()
  const of = (name: NumberName) => seen[name] ?? resume[name] ?? ''

  const reveal = async (name: NumberName): Promise<string | undefined> => {
    const number = of(name)
    if (!isMasked(number)) return number
    if (busy) return undefined
    setBusy(name)
    setProblem(undefined)
    try {
      const full = await revealNumber(resume.id, name)
      setSeen((before) => ({ ...before, [name]: full }))
      return full
    } catch (error) {
      setProblem(`没能显示：${readError(error).title}`)
      return undefined
    } finally {
      setBusy(undefined)
    }
  }
  return { of, reveal, busy, problem }
}
