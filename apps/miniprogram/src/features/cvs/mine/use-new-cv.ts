import { useState } from 'react'
import { useAction } from '@/app/use-action'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { cvsChanged } from '../api'

/** Creates a CV and opens it; a repeated request creates no second one. */
export function useNewCv() {
  const account = useAccount()
  const [tries, setTries] = useState(0)
  const keyFor = useIdempotencyKey()
  const { run, busy, problem } = useAction(async () => {
    const { id } = await api('POST /api/cvs', { body: {}, idempotencyKey: keyFor({ tries }) })
    setTries(tries + 1)
    cvsChanged()
    go('cvEdit', { id })
  })
  return { begin: () => void (account ? run() : go('login')), busy, problem }
}
