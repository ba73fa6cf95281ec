import { eachFile, type Rule } from '../project.ts'
import { moduleOf } from '../module.ts'
import { inBff } from '../paths.ts'

const CURSORS = 'apps/bff/src/db/cursor.ts'
const OWN_CURSOR = /\b(?:function\*?|const|let)\s+((?:read|write|parse|encode|decode|make|format)\w*Cursor)\b/g

/** Rules about mechanisms that exist once. */
export const repeatRules: readonly Rule[] = [
  eachFile(
    'a list cursor is read and written by db/cursor.ts',
    (path) => inBff(path) && path !== CURSORS,
    (file) => {
      const { code, lineAt } = moduleOf(file)
      return [...code.matchAll(OWN_CURSOR)].map(({ index, 1: name }) => ({
        line: lineAt(index),
        message: `declares ${name}; use a form of db/cursor.ts, or add one there`,
      }))
    },
  ),
]
