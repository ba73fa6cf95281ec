import { useEffect, useRef } from 'react'
import { View } from '@tarojs/components'
import { useAction, type ActionOptions } from '@/app/use-action'
import { useIdempotencyKey } from '@/app/idempotency'
import { SmsFields, useSmsForm } from '@/features/auth'
import { invalidate } from '@/app/query'
import { useAccount } from '@/app/session'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import type { Problem } from '@/ui/read-error'
import { MY_RESUME } from '@/features/my-resume'
import { CallAgency } from '@/app/agency'
import { useRegistrationForm } from '../draft'
import { phoneWay, claimRecord, type ClaimedRecord } from './submit'

interface OnFileProps {
  readonly onClaimed: (reply: ClaimedRecord) => void
}

/** Lets the worker claim the record that the agency has of this number, after proving the number. */
export function OnFile(events: OnFileProps) {
  const account = useAccount()
  const other = useRegistrationForm(({ values }) => values.otherPhone)
  return phoneWay(account, other) === 'account' ? <Proved {...events} /> : <ByCode {...events} />
}

function useClaim({ onClaimed }: OnFileProps, options?: ActionOptions) {
  const keyFor = useIdempotencyKey()
  return useAction(async (proof: Parameters<typeof claimRecord>[0]) => {
    onClaimed(await claimRecord(proof, keyFor))
    invalidate(MY_RESUME)
  }, options)
}

function Proved(events: OnFileProps) {
  const { busy, problem, run } = useClaim(events)
  return (
    <>
      <Button size="m" busy={busy} busyText="接上中" onTap={() => void run(undefined)}>
        接着用这份档案
      </Button>
      {problem ? <Refused problem={problem} /> : null}
    </>
  )
}

function ByCode(events: OnFileProps) {
  const form = useSmsForm()
  const { busy, run } = useClaim(events, {
    problemOf: (error) => {
      form.show(error)
      return undefined
    },
  })
  const phone = useRegistrationForm(({ values }) => values.phone)
  const setPhone = useRef(form.setPhone)
  setPhone.current = form.setPhone
  useEffect(() => setPhone.current(phone), [phone])
  const prove = () => {
    const proof = form.checked()
    if (proof) void run(proof)
  }
  return (
    <View className="reg-part">
      <View className="reg-part__label">验证码发到{phone}</View>
      <SmsFields codeOnly form={form} onDone={prove} />
      <Button size="m" busy={busy} busyText="接上中" onTap={prove}>
        验证号码，接着用
      </Button>
    </View>
  )
}

function Refused({ problem }: { readonly problem: Problem }) {
  return (
    <>
      <FieldError {...problem} />
      <CallAgency kind="sec2">打电话问经纪人</CallAgency>
    </>
  )
}
