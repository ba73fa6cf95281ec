import { useStore } from 'zustand'
import { phoneDigits, phoneProblem } from '@qingpin/contract/core/identity.rules'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '@/ui/read-error'
import { useAction } from '@/app/use-action'
import { useForm, useSubmit } from '@/app/form/use-form'
import { setValues, showProblems, showRefusal, type Problems } from '@/app/form/form'
import { useFormProblem } from '@/app/form/fields'
import { api } from '@/app/api'
import { back } from '@/platform/navigate'
import { toast } from '@/ui/toast'

export interface SmsForm {
  readonly phone: string
  readonly code: string
  readonly problems: Problems
  /** An error of the whole form. */
  readonly refusal: Problem | undefined
  /** Seconds until another code may be asked for; 0 = now. */
  readonly wait: number
  readonly sending: boolean
  /** For how many minutes the code that was sent is good; undefined before one is sent. */
  readonly validMinutes: number | undefined
  readonly setPhone: (phone: string) => void
  readonly setCode: (code: string) => void
  readonly sendCode: () => Promise<void>
  /** The number and code to log in with, or undefined after the gaps were shown. */
  readonly checked: () => { phone: string; code: string } | undefined
  readonly show: (error: unknown) => void
}

/** The last code that was sent to a number. */
interface Sent {
  readonly until: number
  readonly validMinutes: number
}

/** The form that proves a number: phone, code, and the wait between two codes. */
export function useSmsForm(): SmsForm {
  const form = useForm({ phone: '', code: '' })
  const { phone, code } = useStore(form, ({ values }) => values)
  const problems = useStore(form, (state) => state.problems)
  const refusal = useFormProblem(form)
  // By number: after a correction nothing was sent yet, and the number from before still has to wait.
  const [sentTo, setSentTo] = useState<Readonly<Record<string, Sent>>>({})
  const last = sentTo[phoneDigits(phone)]
  const validMinutes = last?.validMinutes
  const wait = useCountdown(last?.until ?? 0)

  const show = (error: unknown) => showRefusal(form, error)
  const sending = useSubmit(form, {
    check: (values) => gapsOf({ phone: phoneProblem(values.phone) }),
    send: async (values) => {
      const number = phoneDigits(values.phone)
      const { expiresIn, resendIn } = await api('POST /api/auth/sms-code', { body: { phone: number } })
      const now = { until: Date.now() + resendIn * 1000, validMinutes: Math.floor(expiresIn / 60) }
      setSentTo((known) => ({ ...known, [number]: now }))
    },
  })
  const checked = () => {
    const gaps = gapsOf({ phone: phoneProblem(phone), code: /^\d{6}$/.test(code) ? undefined : '验证码是6位数字。' })
    showProblems(form, gaps)
    return Object.keys(gaps).length > 0 ? undefined : { phone: phoneDigits(phone), code }
  }
  return {
    phone,
    code,
    problems,
    refusal,
    wait,
    sending: sending.busy,
    validMinutes,
    // A code that was sent to another number is none for this one.
    setPhone: (text) =>
      setValues(form, last && phoneDigits(text) !== phoneDigits(phone) ? { phone: text, code: '' } : { phone: text }),
    setCode: (text) => setValues(form, { code: text }),
    sendCode: async () => {
      if (wait === 0) await sending.submit()
    },
    checked,
    show,
  }
}

const gapsOf = (gaps: Readonly<Record<string, string | undefined>>): Problems =>
  Object.fromEntries(Object.entries(gaps).flatMap(([name, gap]) => (gap ? [[name, gap]] : [])))

/** How a number or a person is proved on these pages. */
export type ProvedBy = 'sms' | 'wechat'

/** Sends one proof at a time. On success the page is left with a toast, else the form shows the error. */
export function useProving(form: SmsForm) {
  const { run, running } = useAction(
    async (_by: ProvedBy, act: () => Promise<unknown>, said: string) => {
      await act()
      toast(said)
      await back()
    },
    {
      problemOf: (error) => {
        form.show(error)
        return undefined
      },
    },
  )
  return { busy: running?.[0], prove: run }
}

const secondsTo = (until: number): number => Math.max(0, Math.ceil((until - Date.now()) / 1000))

function useCountdown(until: number): number {
  const [left, setLeft] = useState(() => secondsTo(until))
  const timer = useRef<ReturnType<typeof setInterval>>()
  useEffect(() => {
    const tick = () => {
      const seconds = secondsTo(until)
      setLeft(seconds)
      if (seconds === 0) clearInterval(timer.current)
    }
    tick()
    if (until > Date.now()) timer.current = setInterval(tick, 1000)
    return () => clearInterval(timer.current)
  }, [until])
  return left
}
