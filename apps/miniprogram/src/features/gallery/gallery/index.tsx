import { Fragment, type ReactNode } from 'react'
import { useParams } from '@/app/pages'
import { scales, themes, useAppearance, type Theme } from '@/app/appearance'
import { Segmented } from '@/ui/segmented'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Controls } from './controls'
import { Fields } from './fields'
import { Layers } from './layers'
import { ListScreen, states, StateScreen } from './states'
import { Words } from './words'
import { Work } from './work'

const themeNames: Record<Theme, string> = { system: '系统', light: '浅', dark: '深' }

function Gallery() {
  const { part } = useParams('gallery')
  if (part === 'list') return <ListScreen />
  const state = states.find((one) => one === part)
  if (state) return <StateScreen state={state} />
  return <Everything only={part} />
}

const sections: Readonly<Record<string, ReactNode>> = {
  controls: <Controls />,
  words: <Words />,
  work: <Work />,
  fields: <Fields />,
  layers: <Layers />,
}

function Everything({ only = '' }: { readonly only?: string | undefined }) {
  const alone = sections[only]
  return alone ? <Screen title="组件">{alone}</Screen> : <AllOfThem />
}

function AllOfThem() {
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
      {Object.entries(sections).map(([name, section]) => (
        <Fragment key={name}>{section}</Fragment>
      ))}
    </Screen>
  )
}

export default guardPage(Gallery)
