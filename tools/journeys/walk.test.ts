import { beforeAll, describe, expect, it } from 'vitest'
import { useJourney } from './journey.ts'
import type { Viewer, Visit } from './visitors.ts'
import { STATES } from './walk/answers.ts'
import { declaredPages } from './walk/declared.ts'
import { findIds, sessions } from './walk/stage.ts'
import { lookAt } from './walk/visit.ts'
import { type Ids, NOT_BUILT, WALKED, type Walked } from './walk/walked.ts'

const journey = useJourney()
const pages = declaredPages()

let ids: Ids = {}
let visit: (viewer: Viewer) => Promise<Visit | undefined>
beforeAll(async () => {
  visit = sessions(journey.product)
  ids = await findIds(journey.product, visit)
})

const faces = [...pages].flatMap(([name, path]) => {
  const walked = WALKED[name] ?? []
  const each: readonly Walked[] = Array.isArray(walked) ? walked : [walked as Walked]
  return each.map((one) => ({
    name: `${name}${sayViewer(one.viewer)}${one.query ? `?${one.query}` : ''}`,
    path,
    walked: one,
  }))
})

function sayViewer(viewer: Viewer): string {
  return 'staff' in viewer ? ` of ${viewer.staff}` : 'phone' in viewer ? ` of ${viewer.phone.slice(-1)}` : ' of a guest'
}

/** A page that reads nothing is there at once, and also when the server answers nothing. */
const statesOf = ({ readsNothing, empty, gone }: Walked) =>
  STATES.filter((state) => (readsNothing ? state !== 'empty' : state !== 'empty' || empty || gone))

describe('every page', () => {
  it('is walked, from the day it is declared', () => {
    expect(Object.keys({ ...WALKED, ...NOT_BUILT }).toSorted()).toEqual([...pages.keys()].toSorted())
  })

  it.concurrent.each(faces)(
    '$name: loading, error, empty and content, light, dark and large',
    async ({ path, walked }) => {
      const query = (walked.query ?? '').replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
      const where = { ...journey, path: query ? `${path}?${query}` : path, walked, visit: await visit(walked.viewer) }
      const problems: string[] = []
      for (const state of statesOf(walked)) problems.push(...(await lookAt(where, state)))
      expect(problems.join('\n')).toBe('')
    },
  )
})
