import { useEffect, useRef, useState, type MutableRefObject } from 'react'
import { useAction } from '@/app/use-action'
import { tooLong } from '@/app/form/form'
import type { SmsForm } from '@/features/auth'
import { currentSession } from '@/app/session'
import { signInBySms } from '@/app/sign-in'
import { isNetworkError } from '@/platform/network-error'
import { currentDraft, goToStep, registrationForm, showProblems, useRegistrationForm } from '../draft'
import { allProblems, problemsOf, STEPS, stepWith, SUMMARY, type FieldProblems } from './form-model'
import { phoneWay, submitDraft, type Registered, type SubmitError } from './submit'

const DOUBLE_TAP_MS = 300

interface Registration {
  readonly busy: boolean
  readonly error: SubmitError | undefined
  /** The form of the SMS code while it is on the screen. */
  readonly codeForm: MutableRefObject<SmsForm | undefined>
  readonly next: () => void
  readonly previous: () => void
  /** From the summary to the step of an answer; the step leads back to the summary. */
  readonly fix: (step: number) => void
  readonly fixing: boolean
  readonly submit: () => Promise<void>
}

interface RegistrationEvents {
  readonly onSending: (sending: boolean) => void
  readonly onDone: (reply: Registered) => void
}

/** The steps of the registration, the summary, and the submission. The last step logs in by SMS where there is no session. */
export function useRegistration(step: number, { onSending, onDone }: RegistrationEvents): Registration {
  const [error, setError] = useState<SubmitError>()
  const codeForm = useRef<SmsForm>()
  const number = useRegistrationForm(({ values }) => (values.otherPhone ? values.phone : ''))
  // An error of the former number does not apply to another one.
  useEffect(() => setError(undefined), [number])

  // The second tap of a double tap hits the next step's button, which has the same position.
  const shownAt = useRef(0)
  const show = (to: number) => {
    shownAt.current = Date.now()
    setError(undefined)
    goToStep(to)
  }
  const [fixing, setFixing] = useState(false)
  const goTo = (to: number) => {
    setFixing(false)
    show(to)
  }
  const { run: send, busy: submitting } = useAction(async () => {
    onSending(true)
    const outcome = await submitDraft()
    if (outcome.kind === 'done') onDone(outcome.reply)
    else if (outcome.kind === 'fields') setFixing(!resolved(outcome.problems))
    else {
      if (outcome.kind === 'signed-out') show(STEPS)
      setError(outcome)
    }
    onSending(false)
  })
  const { run: prove, busy: proving } = useAction(async () => {
    const entered = await enter(codeForm.current)
    if (entered === true) goTo(SUMMARY)
    else setError(entered)
  })
  const busy = submitting || proving
  return {
    busy,
    error,
    codeForm,
    fixing,
    next: () => {
      if (busy || Date.now() - shownAt.current < DOUBLE_TAP_MS) return
      setError(undefined)
      if (!passed(step)) return
      if (step === STEPS) void prove()
      else goTo(fixing ? SUMMARY : step + 1)
    },
    previous: () => {
      showProblems({})
      goTo(fixing ? SUMMARY : step - 1)
    },
    fix: (to) => {
      show(to)
      setFixing(true)
    },
    submit: async () => {
      if (busy || Date.now() - shownAt.current < DOUBLE_TAP_MS) return
      setError(undefined)
      const clear = passed(step)
      if (!clear) setFixing(true)
      else await send()
    },
  }
}

/** Validates this step, or all steps from the last one on; true when there are no problems. */
function passed(step: number): boolean {
  const { values } = currentDraft()
  const givesPhone = phoneWay(currentSession()?.user, values.otherPhone) === 'typed'
  return resolved({
    ...tooLong(registrationForm.getState()),
    ...(step >= STEPS ? allProblems(values, givesPhone) : problemsOf(step, values, givesPhone)),
  })
}

/** Shows the problems at their fields; true when there are none. */
function resolved(problems: FieldProblems): boolean {
  showProblems(problems)
  const clear = Object.keys(problems).length === 0
  if (!clear) goToStep(stepWith(problems))
  return clear
}

/** Logs in by number and code where there is no session; true when the registration can be submitted. */
async function enter(form: SmsForm | undefined): Promise<true | SubmitError | undefined> {
  if (currentSession() || !form) return true
  const proof = form.checked()
  if (!proof) return undefined
  try {
    await signInBySms(proof.phone, proof.code)
    return true
  } catch (error) {
    if (isNetworkError(error)) return { kind: 'failed', cause: error }
    form.show(error)
    return undefined
  }
}
