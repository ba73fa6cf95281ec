import { useState } from 'react'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { go } from '@/app/pages'
import { readError } from '@/ui/read-error'
import { useAccount } from '@/app/session'
import { cvsChanged } from '../api'

/** Begins a CV and opens it; a try whose answer was lost begins no second one. */
export function useNewCv() {
  const account = useAccount()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [tries, setTries] = useState(0)
  const keyFor = useIdempotencyKey()
  const begin = async () => {
    if (!account) return go('login')
    setBusy(true)
    setProblem(undefined)
    try {
      const body = {}
      const { id } = await api('POST /api/cvs', { body, idempotencyKey: `${keyFor({ tries })}` })
      setTries(tries + 1)
      cvsChanged()
      go('cvEdit', { id })
    } catch (error) {
      setProblem(readError(error).title)
    } finally {
      setBusy(false)
    }
  }
  return { begin: () => void begin(), busy, problem }
}
