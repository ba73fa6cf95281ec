import { useState } from 'react'
import { scales, themes, type Theme, useAppearance } from '@/app/appearance'
import { Card } from '@/ui/card'
import { PickOneSheet } from '@/ui/picker-sheet'
import { Row } from '@/ui/row'

const themeNames: Record<Theme, string> = { system: '跟手机一样', light: '浅色', dark: '深色' }
const scaleNames = { 1: '标准', 1.25: '大', 1.5: '很大', 1.75: '最大' }

/** Light or dark, and the size of the type. */
export function Appearance() {
  const { theme, scale, setTheme, setScale } = useAppearance()
  const [picking, setPicking] = useState<'theme' | 'scale'>()
  const close = () => setPicking(undefined)
  return (
    <Card pad="rows">
      <Row icon="eye" title="深浅色" value={themeNames[theme]} onTap={() => setPicking('theme')} />
      <Row icon="edit" title="字的大小" value={scaleNames[scale]} onTap={() => setPicking('scale')} />
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
