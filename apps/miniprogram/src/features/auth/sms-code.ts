import { isApiError } from '@qingpin/contract/client'
import { phoneDigits, phoneProblem } from '@qingpin/contract/core/identity.rules'
import { useEffect, useRef, useState } from 'react'
import { api } from '@/app/api'
import { back } from '@/platform/navigate'
import { readError } from '@/ui/read-error'
import { toast } from '@/ui/toast'

export interface SmsForm {
  readonly phone: string
  readonly code: string
  readonly errors: { readonly phone?: string; readonly code?: string; readonly form?: string }
  /** Seconds until another code may be asked for; 0 = now. */
  readonly wait: number
  readonly sending: boolean
  readonly sent: boolean
  readonly setPhone: (phone: string) => void
  readonly setCode: (code: string) => void
  readonly sendCode: () => Promise<void>
  /** The number and code to log in with, or undefined after the gaps were shown. */
  readonly checked: () => { phone: string; code: string } | undefined
  readonly show: (error: unknown) => void
}

/** Phone, code and the minute between two codes: the same form wherever a number is proved. */
export function useSmsForm(): SmsForm {
  const [phone, setPhoneText] = useState('')
  const [code, setCodeText] = useState('')
  const [errors, setErrors] = useState<SmsForm['errors']>({})
  const [until, setUntil] = useState(0)
  const [sending, setSending] = useState(false)
  const [sent, setSent] = useState(false)
  const wait = useCountdown(until)

  const show = (error: unknown) => {
    const { phone: forPhone, code: forCode } = isApiError(error) ? error.fields : {}
    if (forPhone || forCode) setErrors({ ...(forPhone && { phone: forPhone }), ...(forCode && { code: forCode }) })
    else setErrors({ form: readError(error).title })
  }
  const sendCode = async () => {
    const problem = phoneProblem(phone)
    setErrors(problem ? { phone: problem } : {})
    if (problem || sending || wait > 0) return
    setSending(true)
    try {
      const { resendIn } = await api('POST /api/auth/sms-code', { body: { phone: phoneDigits(phone) } })
      setUntil(Date.now() + resendIn * 1000)
      setSent(true)
    } catch (error) {
      show(error)
    } finally {
      setSending(false)
    }
  }
  const checked = () => {
    const problem = phoneProblem(phone)
    const gap = /^\d{6}$/.test(code) ? undefined : '验证码是6位数字。'
    setErrors({ ...(problem && { phone: problem }), ...(gap && { code: gap }) })
    return problem || gap ? undefined : { phone: phoneDigits(phone), code }
  }
  return {
    phone,
    code,
    errors,
    wait,
    sending,
    sent,
    setPhone: (text) => {
      setPhoneText(text)
      setErrors({})
    },
    setCode: (text) => {
      setCodeText(text)
      setErrors({})
    },
    sendCode,
    checked,
    show,
  }
}

/** How a number or a person is proved on these pages. */
export type ProvedBy = 'sms' | 'wechat'

/** Takes one proof at a time; when it is accepted the page says so and goes, else the form says why not. */
export function useProving(form: SmsForm) {
  const [busy, setBusy] = useState<ProvedBy>()
  const prove = async (by: ProvedBy, act: () => Promise<unknown>, said: string) => {
    if (busy) return
    setBusy(by)
    try {
      await act()
      toast(said)
      await back()
    } catch (error) {
      form.show(error)
    } finally {
      setBusy(undefined)
    }
  }
  return { busy, prove }
}

function useCountdown(until: number): number {
  const [left, setLeft] = useState(0)
  const timer = useRef<ReturnType<typeof setInterval>>()
  useEffect(() => {
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      setLeft(seconds)
      if (seconds === 0) clearInterval(timer.current)
    }
    tick()
    if (until > Date.now()) timer.current = setInterval(tick, 1000)
    return () => clearInterval(timer.current)
  }, [until])
  return left
}
