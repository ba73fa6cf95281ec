import { useEffect, useRef, useState } from 'react'
import { View } from '@tarojs/components'
import { useAction, type ActionOptions } from '@/app/use-action'
import { useIdempotencyKey } from '@/app/idempotency'
import { SmsFields, useSmsForm } from '@/features/auth'
import { invalidate } from '@/app/query'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import type { Problem } from '@/ui/read-error'
import { MY_RESUME } from '@/features/my-resume'
import { CallAgency } from '@/app/agency'
import { useRegistrationForm } from '../draft'
import { claimRecord, type ClaimedRecord, type PhoneProof } from './submit'

interface OnFileProps {
  readonly onClaimed: (reply: ClaimedRecord) => void
}

function useClaim({ onClaimed }: OnFileProps, options?: ActionOptions) {
  const keyFor = useIdempotencyKey()
  return useAction(async (proof: PhoneProof | undefined) => {
    onClaimed(await claimRecord(proof, keyFor))
    invalidate(MY_RESUME)
  }, options)
}

/** Lets the worker claim the record that the agency has of the number that her account has proved. */
export function OnFile(events: OnFileProps) {
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

function Refused({ problem }: { readonly problem: Problem }) {
  return (
    <>
      <FieldError {...problem} />
      <CallAgency kind="sec2">打电话问经纪人</CallAgency>
    </>
  )
}

/** Lets the worker claim the record of another number than her account's by a code to it. */
export function ClaimByCode(events: OnFileProps) {
  const [isOpen, setOpen] = useState(false)
  return isOpen ? (
    <CodeForm {...events} />
  ) : (
    <Button kind="sec2" size="m" icon="phone" onTap={() => setOpen(true)}>
      这个号码登记过，验证一下接着用
    </Button>
  )
}

function CodeForm(events: OnFileProps) {
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
      <SmsFields form={form} onDone={prove} />
      <Button size="m" busy={busy} busyText="接上中" onTap={prove}>
        验证号码，接着用
      </Button>
    </View>
  )
}
