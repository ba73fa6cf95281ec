import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { useFromTop } from '@/app/use-from-top'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { Screen } from '@/app/shell/screen'
import { CardSheet } from '@/features/registration'
import { ChoiceSheets } from './choice-sheets'
import { FormProvider, useAround, type FormAround } from './form-context'
import { FormHead } from './form-head'
import { setField } from './form-store'
import { FormSection } from './form-section'
import { firstSection, sectionOf, SECTIONS } from './sections'

export interface FormScreenProps {
  readonly title: string
  readonly around: FormAround
  readonly save: string
  readonly saving: string
  readonly busy: boolean
  readonly disabled?: boolean
  /** Resolves when the answer has come; problems are shown in the form. */
  readonly onSave: () => Promise<unknown>
  readonly onBack: () => void
  readonly sheets?: ReactNode
}

export function FormScreen(props: FormScreenProps) {
  const { title, around, save, saving, busy, disabled = false, onSave, onBack } = props
  const [at, setAt] = useState(0)
  const shown = useFromTop(at) === at ? SECTIONS[at] : undefined
  const next = SECTIONS[at + 1]

  const saveAndShow = async () => {
    await onSave()
    const paths = Object.keys(around.form.getState().problems)
    if (!paths.some((path) => sectionOf(path) === at)) setAt(firstSection(paths) ?? at)
  }
  const foot = (
    <FootBar>
      {next ? (
        <Button kind="plain" onTap={() => setAt(at + 1)}>
          下一项
        </Button>
      ) : null}
      <Button grow busy={busy} busyText={saving} disabled={disabled} onTap={() => void saveAndShow()}>
        {save}
      </Button>
    </FootBar>
  )
  return (
    <FormProvider around={around}>
      <Screen title={title} onBack={onBack} head={<FormHead at={at} onSection={setAt} />} foot={foot}>
        <View>
          {shown && at === 0 ? <FromCard /> : null}
          {shown ? <FormSection section={shown} key={shown.title} /> : null}
          <ChoiceSheets />
          {props.sheets}
        </View>
      </Screen>
    </FormProvider>
  )
}

/** The card of the worker in front of the desk, instead of typing. */
function FromCard() {
  const { form, onLeave } = useAround()
  return (
    <CardSheet
      current={(field) => form.getState().values[field]}
      onTake={(facts) => {
        for (const { field, value } of facts) setField(form, field, value)
        if (facts.some(({ field }) => field === 'idNumber')) onLeave?.('idNumber')
      }}
    />
  )
}
