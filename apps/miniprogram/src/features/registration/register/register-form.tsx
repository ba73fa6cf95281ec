import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { classNames } from '@/ui/class-names'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { askToSubscribe } from '@/app/subscribe'
import { Screen } from '@/app/shell/screen'
import { Steps } from '@/ui/steps'
import { CallAgency } from '@/app/agency'
import { currentDraft, isStarted, useRegistrationForm } from '../draft'
import { STEPS, SUMMARY } from './form-model'
import { ResumeLine } from './resume-line'
import { StepJob } from './step-job'
import { StepName } from './step-name'
import { StepPerson } from './step-person'
import { StepPhone } from './step-phone'
import { StepSkills } from './step-skills'
import { StepWork } from './step-work'
import { Summary } from './summary'
import type { Registered, ClaimedRecord, SubmitError } from './submit'
import { problemOfError, ErrorCard } from './error-card'
import { useOtherDraft } from './use-other-draft'
import { useRegistration } from './use-registration'

interface RegisterFormProps {
  readonly onSending: (sending: boolean) => void
  readonly onDone: (reply: Registered) => void
  readonly onClaimed: (reply: ClaimedRecord) => void
}

export function RegisterForm(events: RegisterFormProps) {
  const step = useRegistrationForm(({ step: at }) => at)
  const { busy, error, codeForm, next, previous, submit, fix, fixing } = useRegistration(step, events)
  const [returned, setReturned] = useState(() => isStarted(currentDraft()))
  const choice = useOtherDraft()
  const summary = step === SUMMARY
  const send = () => {
    setReturned(false)
    void submit()
  }
  const goOn = () => {
    setReturned(false)
    next()
  }
  const leave = () => {
    if (busy) return
    setReturned(false)
    previous()
  }
  const sendOff = () => {
    // First in the tap: WeChat opens its dialog nowhere else.
    void askToSubscribe(['interview', 'progress']).catch(() => undefined)
    send()
  }
  const help = <CallAgency>不会填，打电话问</CallAgency>
  // Submitting again cannot succeed; the card shows how to continue.
  const foot =
    error?.kind === 'on-file' ? (
      <FootBar>{help}</FootBar>
    ) : (
      <>
        <Gap step={step} error={error} />
        <FootBar below={help}>
          <Button grow busy={busy} busyText={summary ? '提交中' : '正在验证'} onTap={summary ? sendOff : goOn}>
            {summary ? (error?.kind === 'failed' ? '再试一次' : '提交登记') : fixing ? '改好了' : '下一步'}
          </Button>
        </FootBar>
      </>
    )
  return (
    <Screen part={step} title="登记求职" onBack={step > 1 || busy ? leave : undefined} foot={foot}>
      {returned ? <ResumeLine step={Math.min(step, STEPS)} onClose={() => setReturned(false)} /> : null}
      {summary ? null : <Steps at={step} of={STEPS} />}
      {summary ? <Summary onFix={fix} /> : null}
      {step === STEPS ? <StepPhone codeForm={codeForm} onDone={goOn} onClaimed={events.onClaimed} /> : null}
      {step < STEPS ? <Answers step={step} /> : null}
      <DraftChoice {...choice} />
      {error ? <ErrorCard error={error} onClaimed={events.onClaimed} /> : null}
    </Screen>
  )
}

const steps = [StepName, StepJob, StepPerson, StepWork, StepSkills]

function Answers({ step }: { readonly step: number }) {
  const Step = steps[step - 1] ?? StepName
  return <Step />
}

interface GapProps {
  readonly step: number
  readonly error: SubmitError | undefined
}

/** The problem beside the button, because a choice has no field to show it at, and large type may hide the field. */
function Gap({ step, error }: GapProps) {
  const problem = useRegistrationForm(({ problems }) => Object.values(problems)[0])
  const gap = problem ? { text: problem } : error && problemOfError(error)
  if (!gap) return null
  return (
    <View className={classNames('reg-gap', step !== 2 && 'reg-gap--twice')}>
      <FieldError {...gap} />
    </View>
  )
}
