import { moduleOf } from '../module.ts'
import { eachFile, type Rule } from '../project.ts'
import { isProduct } from '../source.ts'

const TEXT = 'packages/contract/src/core/text.ts'

/** Passwords are hashed as they were when they were made; vendors' answers and printed cards have ways of their own. */
const OWN_WAY = /^(?:apps\/bff\/src\/(?:crypto\/password\.ts|adapters\/)|packages\/(?:cv|sandbox)\/)/

const isDeclaration = (path: string): boolean => /^packages\/contract\/src\/.+\.(?:fields|routes)\.ts$/.test(path)

/** What reads texts of people, by the function of core/text.ts that it must use. */
const READERS: Readonly<Record<string, readonly string[]>> = {
  'packages/contract/src/core/fields.ts': ['storedName', 'storedText'],
  // Phones and id numbers: what duplicates are found by.
  'packages/contract/src/core/identity.rules.ts': ['storedName', 'storedText'],
  'packages/contract/src/interviews/interviews.rules.ts': ['lookOf'],
  'apps/bff/src/search/grams.ts': ['comparableText'],
  'apps/bff/src/db/db.ts': ['comparableText'],
  'apps/bff/src/db/sqlite.ts': ['comparableText'],
  'apps/bff/src/db/pg.ts': ['COMPARED'],
  'apps/bff/src/features/resumes/claim-record.service.ts': ['sameText'],
  'apps/bff/src/features/resumes/card.service.ts': ['sameText'],
  'apps/bff/src/features/resumes/list-filter.repo.ts': ['comparableText', 'wordsOf'],
  'apps/bff/src/features/resumes/worker-search.repo.ts': ['wordsOf'],
  'apps/bff/src/features/customers/list.repo.ts': ['wordsOf'],
  'apps/bff/src/features/auth/password-login.service.ts': ['foldedText'],
  'apps/miniprogram/src/app/filter-list/list-state.ts': ['storedText'],
  'apps/miniprogram/src/features/registration/register/form-model.ts': ['storedName', 'storedText'],
  'apps/miniprogram/src/features/workers/resume-form/changes.ts': ['storedName', 'storedText'],
  'apps/miniprogram/src/features/workers/resume-form/problems.ts': ['storedText'],
  'apps/miniprogram/src/features/customers/create/form.ts': ['storedText'],
}

/** Texts of people are written and compared in one way. */
export const textRules: readonly Rule[] = [
  eachFile(
    'one function writes texts down and one compares them',
    (path) => isProduct(path) && path !== TEXT && !OWN_WAY.test(path),
    (file) => {
      const { code } = moduleOf(file)
      const own = /\.normalize\(['"`]NF/.test(code) ? ['normalizes a text itself: use core/text.ts'] : []
      const trims = isDeclaration(file.path) && /\.(?:trim|toLowerCase|toUpperCase)\(\)/.test(code)
      return trims ? [...own, 'tidies an input itself: use written, called or storedText'] : own
    },
  ),
  eachFile(
    'claims, searches, duplicates and forms read texts by the same functions',
    (path) => path in READERS,
    (file) => {
      const imports = moduleOf(file).imports.filter(({ target }) => target === TEXT)
      const names = imports.flatMap((one) => one.names)
      const missing = (READERS[file.path] ?? []).filter((name) => !names.includes(name))
      return missing.map((name) => `does not use ${name} of core/text.ts`)
    },
  ),
]
