import { useParams } from '@/app/pages'
import { scales, themes, useAppearance, type Theme } from '@/app/appearance'
import { Segmented } from '@/ui/segmented'
import { Screen } from '@/ui/screen'
import { Controls } from './controls'
import { Fields } from './fields'
import { Layers } from './layers'
import { ListScreen, StateScreen } from './states'
import { Words } from './words'

const themeNames: Record<Theme, string> = { system: '系统', light: '浅', dark: '深' }

export default function Gallery() {
  const { part } = useParams('gallery')
  if (part === 'list') return <ListScreen />
  if (part === 'loading' || part === 'empty' || part === 'error' || part === 'offline' || part === 'stale') {
    return <StateScreen state={part} />
  }
  return <Everything />
}

function Everything() {
  const { theme, scale, setTheme, setScale } = useAppearance()
  return (
    <Screen title="组件">
      <Segmented<Theme>
        options={themes.map((value) => ({ value, label: themeNames[value] }))}
        value={theme}
        onChange={setTheme}
      />
      <Segmented<string>
        options={scales.map((value) => ({ value: String(value), label: String(value) }))}
        value={String(scale)}
        onChange={(value) => setScale(scales.find((one) => String(one) === value) ?? 1)}
      />
      <Controls />
      <Words />
      <Fields />
      <Layers />
    </Screen>
  )
}
