import { useState } from 'react'
import { scales, themes, type Theme, useAppearance } from '@/app/appearance'
import { setKnockSilent, useKnocks } from '@/app/knocks'
import { Card } from '@/ui/card'
import { FormRow } from '@/ui/form-row'
import { PickOneSheet } from '@/ui/picker-sheet'
import { Row } from '@/ui/row'
import { Switch } from '@/ui/switch'

const themeNames: Record<Theme, string> = { system: '跟手机一样', light: '浅色', dark: '深色' }
const scaleNames = { 1: '标准', 1.25: '大', 1.5: '很大', 1.75: '最大' }

interface AppearanceProps {
  /** The account hosts interviews. */
  readonly hosts: boolean
}

/** What this device shows and sounds like: light or dark, the size of the type, and the sound of a knock. */
export function Appearance({ hosts }: AppearanceProps) {
  const { silent } = useKnocks()
  const { theme, scale, setTheme, setScale } = useAppearance()
  const [picking, setPicking] = useState<'theme' | 'scale'>()
  const close = () => setPicking(undefined)
  return (
    <Card pad="rows">
      <Row icon="eye" title="深浅色" value={themeNames[theme]} onTap={() => setPicking('theme')} />
      <Row icon="edit" title="字的大小" value={scaleNames[scale]} onTap={() => setPicking('scale')} />
      {hosts ? (
        <FormRow
          label="敲门声"
          value="有人在门外时响一声"
          trail={<Switch label="敲门声" on={!silent} onChange={(on) => setKnockSilent(!on)} />}
        />
      ) : null}
      <PickOneSheet<Theme>
        open={picking === 'theme'}
        title="深浅色"
        options={themes.map((value) => ({ value, label: themeNames[value] }))}
        value={theme}
        onPick={setTheme}
        onClose={close}
      />
      <PickOneSheet<string>
        open={picking === 'scale'}
        title="字的大小"
        options={scales.map((value) => ({ value: String(value), label: scaleNames[value] }))}
        value={String(scale)}
        onPick={(value) => setScale(scales.find((one) => String(one) === value) ?? 1)}
        onClose={close}
      />
    </Card>
  )
}
