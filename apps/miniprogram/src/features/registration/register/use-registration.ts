import { useEffect, useRef, useState, type MutableRefObject } from 'react'
import { useAction } from '@/app/use-action'
import { tooLong } from '@/app/form/form'
import type { SmsForm } from '@/features/auth'
import { currentSession } from '@/app/session'
import { signInBySms } from '@/app/sign-in'
import { isNetworkError } from '@/platform/network-error'
import { currentDraft, goToStep, registrationForm, showProblems, useRegistrationForm } from '../draft'
import { allProblems, problemsOf, STEPS, stepWith, type FieldProblems } from './form-model'
import { phoneWay, submitDraft, type Registered, type SubmitError } from './submit'

const DOUBLE_TAP_MS = 300

interface Registration {
  readonly busy: boolean
  readonly error: SubmitError | undefined
  /** The form of the SMS code while it is on the screen. */
  readonly codeForm: MutableRefObject<SmsForm | undefined>
  readonly next: () => void
  readonly previous: () => void
  readonly submit: () => Promise<void>
}

interface RegistrationEvents {
  readonly onSending: (sending: boolean) => void
  readonly onDone: (reply: Registered) => void
}

/** The steps of the registration and its submission, which logs in by SMS first where there is no session. */
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
  const { run: send, busy } = useAction(async () => {
    onSending(true)
    const entered = await enter(codeForm.current)
    const outcome = entered === true ? await submitDraft() : entered
    if (outcome?.kind === 'done') onDone(outcome.reply)
    else if (outcome?.kind === 'fields') resolved(outcome.problems)
    else setError(outcome)
    onSending(false)
  })
  return {
    busy,
    error,
    codeForm,
    next: () => {
      if (Date.now() - shownAt.current > DOUBLE_TAP_MS && passed(step)) show(step + 1)
    },
    previous: () => {
      showProblems({})
      show(step - 1)
    },
    submit: async () => {
      if (busy || Date.now() - shownAt.current < DOUBLE_TAP_MS) return
      setError(undefined)
      if (passed(step)) await send()
    },
  }
}

/** Validates this step, or all steps at the end; true when there are no problems. */
function passed(step: number): boolean {
  const { values } = currentDraft()
  const givesPhone = phoneWay(currentSession()?.user, values.otherPhone) === 'typed'
  return resolved({
    ...tooLong(registrationForm.getState()),
    ...(step === STEPS ? allProblems(values, givesPhone) : problemsOf(step, values, givesPhone)),
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
