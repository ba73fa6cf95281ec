import { getTableColumns } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { personalData } from './personal-data.ts'
import * as sqlite from './schema.sqlite.ts'

/** Names that columns with a person's id, or with that of a row about one, bear here. */
const LINK =
  /^(?:account|owner|host|actor|subject|evaluator|resume|customer|chat|room|user|guest)Id$|By$|^assignedTo$|Hash$/
/** Hashes of secrets and of bodies identify no person. */
const NO_PERSON = new Set(['passwordHash', 'codeHash', 'refreshHash', 'previousHash', 'tokenHash', 'bodyHash'])

describe('the register of personal data', () => {
  it.each(Object.entries(sqlite))('says of every column of %s that leads to a person', (name, table) => {
    const entry = personalData[name as keyof typeof personalData]
    const links: readonly string[] = entry === 'nobody' ? [] : entry.links
    const columns = Object.keys(getTableColumns(table))
    const telling = columns.filter((column) => LINK.test(column) && !NO_PERSON.has(column))
    expect(telling.filter((column) => !links.includes(column))).toEqual([])
  })

  it('states a reason for everything that is kept of a deleted person', () => {
    const kept = Object.entries(personalData).filter(([, entry]) => entry !== 'nobody' && entry.deleted !== 'gone')
    expect(kept.length).toBeGreaterThan(3)
    for (const [name, entry] of kept)
      expect([name, entry !== 'nobody' && entry.because]).toEqual([name, expect.any(String)])
  })

  it('lists no table that is none', () => {
    expect(Object.keys(personalData).toSorted()).toEqual(Object.keys(sqlite).toSorted())
  })
})
