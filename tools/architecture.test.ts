import { describe, expect, it } from 'vitest'
import { contract } from '../packages/contract/src/contract.ts'
import type { Route } from '../packages/contract/src/core/define.ts'
import { makeProject, problemsOf } from './architecture/project.ts'
import { RULES } from './architecture/rules.ts'
import type { Files } from './architecture/sample.ts'
import { SAMPLES } from './architecture/samples.ts'
import { isTest, projectSources, projectStyles } from './architecture/source.ts'
import { classesDefinedTwice, classesWithoutSheet } from './architecture/styles.ts'
import { declaredPages } from './journeys/screen-matrix/declared.ts'

const project = makeProject(projectSources())
const projectOf = (files: Files) => makeProject(Object.entries(files).map(([path, text]) => ({ path, text })))

describe.each(RULES)('$name', (rule) => {
  it('holds in the whole project', () => {
    expect(problemsOf(rule, project)).toEqual([])
  })

  it('bites, and only where it should', () => {
    const sample = SAMPLES[rule.name]
    expect(sample, 'every rule needs a sample').toBeDefined()
    if (!sample) return
    for (const bad of sample.bad) expect(problemsOf(rule, projectOf(bad)), JSON.stringify(bad)).not.toEqual([])
    expect(problemsOf(rule, projectOf(sample.good))).toEqual([])
  })
})

describe('styles', () => {
  it('of one class are in one sheet', () => {
    expect(classesDefinedTwice(projectStyles())).toEqual([])
  })

  it('of a class in two sheets are found, and what only reacts to a state is not', () => {
    const sheets = [
      { path: 'a.scss', text: '.q-count.q-count {\n  color: red;\n}\n.care .q-a {\n}\n.x, .q-tag:active { top: 0; }' },
      { path: 'b.scss', text: '.q-a .q-count,\n.q-count {\n  color: blue;\n}\n.care .q-a {\n}\n.q-tag { top: 1px; }' },
    ]
    expect(classesDefinedTwice(sheets)).toEqual(['.q-count: a.scss, b.scss', '.q-tag: a.scss, b.scss'])
  })
})

describe('classes', () => {
  const APP = 'apps/miniprogram/src/'

  it('have their sheet with them on every page', () => {
    const pages = [...declaredPages().values()].map((page) => `${APP}${page}.tsx`)
    const sources = projectSources().filter(({ path }) => path.startsWith(APP) && !isTest(path))
    expect(pages.length).toBeGreaterThan(70)
    expect(classesWithoutSheet(sources, projectStyles(), { app: `${APP}app.tsx`, pages })).toEqual([])
  })

  it('without their sheet are found, and those of parts and of the app are not', () => {
    const file = (name: string, text: string) => ({ path: APP + name, text })
    const sheets = [
      file('ui/row.scss', '.q-row {\n}\n.q-row__text {\n}'),
      file('page/page.scss', '.pg-part { top: 0 }'),
      file('page/lost.scss', '.pg-lost { top: 0 }'),
      file('app.scss', '.q-app { top: 0 }'),
    ]
    const sources = [
      file('app.tsx', "import './app.scss'"),
      file('ui/row.tsx', 'import \'./row.scss\'\nexport const Row = () => <View className="q-row" />'),
      file('page/part.tsx', 'export const Part = () => <View className="pg-part q-app" />'),
      file(
        'page/index.tsx',
        "import { Row } from '@/ui/row'\nimport { Part } from './part'\nimport './page.scss'\n" +
          "export const Page = () => <Row className={big ? 'q-row__text' : 'pg-lost'} />",
      ),
    ]
    const found = classesWithoutSheet(sources, sheets, { app: `${APP}app.tsx`, pages: [`${APP}page/index.tsx`] })
    expect(found).toEqual([`${APP}page/index.tsx: pg-lost`])
  })
})

describe('the contract', () => {
  const routes: Route[] = Object.values(contract).flatMap((feature) => Object.values(feature))

  it('states for every write why a repeat is harmless', () => {
    const silent = routes.filter((route) => route.method !== 'get' && !('idempotent' in route && route.idempotent))
    expect(silent).toEqual([])
  })
})
