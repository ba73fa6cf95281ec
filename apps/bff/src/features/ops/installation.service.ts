import { ConfigError } from '../../config/config.ts'
import type { Deps } from '../../context.ts'
import { noteFact, readFacts, type SealedPhone, somePhones } from './installation.repo.ts'

type Parts = Pick<Deps, 'db' | 'cipher' | 'settings'>

const KEY_CHECK = 'field-key:'
const HASH_CHECK = 'field-hash-key'
const DEMO = 'demo-data'
/** What is encrypted and hashed for the check; it says nothing. */
const CHECK_TEXT = 'qingpin'

const missingKey = (id: string) =>
  `FIELD_KEYS has no key "${id}", with which fields of this database are encrypted; add it behind the current one`
const otherKey = (id: string) => `FIELD_KEYS: key "${id}" is not the one that this database was written with`
const OTHER_HASH_KEY =
  'FIELD_HASH_KEY is not the key that this database was written with; with another one no phone number is found'

const unless = (holds: () => boolean): boolean => {
  try {
    return !holds()
  } catch {
    return true
  }
}

/**
 * Compares the keys of the settings with those that the data was written with, and notes them at the first start. Data of
 * a release that noted none is judged by some of its phone numbers. Throws a ConfigError.
 */
export async function checkKeys(parts: Parts): Promise<void> {
  const { db, cipher, settings } = parts
  const facts = await readFacts(parts)
  const noted = [...facts].filter(([name]) => name.startsWith(KEY_CHECK))
  const problems =
    noted.length > 0
      ? problemsOfFacts(parts, noted, facts.get(HASH_CHECK))
      : problemsOfPhones(parts, await somePhones(parts))
  if (problems.length > 0) throw new ConfigError(problems)

  const current = `${KEY_CHECK}${[...settings.fieldKeys.keys()][0] ?? ''}`
  if (facts.has(current) && facts.has(HASH_CHECK)) return
  await db.tx(function* (t) {
    yield* noteFact(t, parts, current, cipher.seal('keyCheck', CHECK_TEXT))
    yield* noteFact(t, parts, HASH_CHECK, cipher.hash('keyCheck', CHECK_TEXT))
  })
}

function problemsOfFacts(
  { cipher, settings }: Parts,
  noted: readonly (readonly [string, string])[],
  hashCheck: string | undefined,
): string[] {
  const problems = noted.flatMap(([name, sealed]) => {
    const id = name.slice(KEY_CHECK.length)
    if (!settings.fieldKeys.has(id)) return [missingKey(id)]
    return unless(() => cipher.open('keyCheck', sealed) === CHECK_TEXT) ? [otherKey(id)] : []
  })
  const isOther = hashCheck !== undefined && hashCheck !== cipher.hash('keyCheck', CHECK_TEXT)
  return isOther ? [...problems, OTHER_HASH_KEY] : problems
}

function problemsOfPhones({ cipher, settings }: Parts, phones: readonly SealedPhone[]): string[] {
  const problems = phones.flatMap(({ sealed, hash }) => {
    if (sealed === null) return []
    const id = sealed.slice(0, sealed.indexOf('.'))
    if (!settings.fieldKeys.has(id)) return [missingKey(id)]
    if (unless(() => cipher.open('phone', sealed) !== '')) return [otherKey(id)]
    return hash !== null && hash !== cipher.hash('phone', cipher.open('phone', sealed)) ? [OTHER_HASH_KEY] : []
  })
  return [...new Set(problems)]
}

/** Notes that this database holds demo data, which production refuses. */
export const noteDemoData = (parts: Pick<Parts, 'db'>): Promise<void> =>
  parts.db.tx((t) => noteFact(t, parts, DEMO, 'seeded'))

export const holdsDemoData = async (parts: Pick<Parts, 'db'>): Promise<boolean> => (await readFacts(parts)).has(DEMO)
