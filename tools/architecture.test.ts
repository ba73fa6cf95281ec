import { describe, expect, it } from 'vitest'
import { contract } from '../packages/contract/src/contract.ts'
import type { Route } from '../packages/contract/src/core/define.ts'
import { makeProject, problemsOf } from './architecture/project.ts'
import { RULES } from './architecture/rules.ts'
import type { Files } from './architecture/sample.ts'
import { SAMPLES } from './architecture/samples.ts'
import { projectSources, projectStyles } from './architecture/source.ts'
import { classesDefinedTwice } from './architecture/styles.ts'

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

describe('the contract', () => {
  const routes: Route[] = Object.values(contract).flatMap((feature) => Object.values(feature))

  it('states for every write why a repeat is harmless', () => {
    const silent = routes.filter((route) => route.method !== 'get' && !('idempotent' in route && route.idempotent))
    expect(silent).toEqual([])
  })
})
