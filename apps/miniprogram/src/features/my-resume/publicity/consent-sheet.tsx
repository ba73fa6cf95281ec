import { serverNow } from '@/app/clock'
import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { CONSENT_FIELDS } from '@qingpin/contract/sharing/sharing.enums'
import { useEffect, useRef, useState } from 'react'
import { useActions } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Row } from '@/ui/row'
import { Sheet } from '@/ui/sheet'
import { Switch } from '@/ui/switch'
import { toast } from '@/ui/toast'
import { setVisibility, type Consent, type ConsentChanges } from './api'
import { labelOfConsent, labelOfSwitch, formatConsent } from './format-publicity'

interface ConsentSheetProps {
  readonly open: boolean
  readonly id: string
  readonly consents: readonly Consent[]
  readonly onClose: () => void
}

const asIs = (consents: readonly Consent[]): ConsentChanges =>
  Object.fromEntries(consents.map(({ field, agreed }) => [field, agreed]))

/** Staff records what the worker has agreed to, and how. Without consent nothing is shown in full. */
export function ConsentSheet({ open, id, consents, onClose }: ConsentSheetProps) {
  const [chosen, setChosen] = useState<ConsentChanges>(asIs(consents))
  const [note, setNote] = useState('')
  const [gap, setGap] = useState('')
  const { busy, problem, run } = useActions()
  const latest = useRef(consents)
  latest.current = consents
  useEffect(() => {
    if (!open) return
    setChosen(asIs(latest.current))
    setNote('')
    setGap('')
  }, [open])
  const changed = CONSENT_FIELDS.filter((field) => chosen[field] !== asIs(consents)[field])
  const save = async () => {
    if (changed.some((field) => chosen[field]) && storedText(note) === '') return setGap('请写下她怎么同意的。')
    setGap('')
    const changes = Object.fromEntries(changed.map((field) => [field, chosen[field] ?? false]))
    if (await run(() => setVisibility(id, { consents: changes, note: storedText(note) }))) {
      toast('记下了')
      onClose()
    }
  }
  return (
    <Sheet
      open={open}
      title="她同意公开的"
      onClose={onClose}
      footer={
        <Button grow busy={busy} busyText="保存中" disabled={changed.length === 0} onTap={() => void save()}>
          保存
        </Button>
      }
    >
      <View className="pub-words">
        问过她本人再打开。证件和住址从不公开。她收回上架的同意，就关上它，简历马上下架。
      </View>
      {consents.map((consent) => (
        <Row
          key={consent.field}
          title={labelOfConsent(consent.field)}
          note={formatConsent(consent, serverNow())}
          trail={
            <Switch
              on={chosen[consent.field] ?? false}
              disabled={busy}
              label={labelOfSwitch(consent.field)}
              onChange={(on) => setChosen({ ...chosen, [consent.field]: on })}
            />
          }
        />
      ))}
      <Field
        label="怎么同意的"
        placeholder="比如：签约时当面同意"
        value={note}
        onInput={setNote}
        maxLength={200}
        error={gap || undefined}
      />
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}
