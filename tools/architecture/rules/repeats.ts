import { eachFile, type Problem, type Project, type Rule } from '../project.ts'
import { moduleOf } from '../module.ts'
import { inApp, inBff } from '../paths.ts'

const CURSORS = 'apps/bff/src/db/cursor.ts'
const OWN_CURSOR = /\b(?:function\*?|const|let)\s+((?:read|write|parse|encode|decode|make|format)\w*Cursor)\b/g

/** Each `format…` function of the app that another file declares, too. */
function formatsDeclaredTwice(project: Project): Problem[] {
  const first = new Map<string, string>()
  const found: Problem[] = []
  for (const file of project.files.filter(({ path }) => inApp(path))) {
    for (const { name, from, line } of moduleOf(file).exports) {
      if (!/^format[A-Z]/.test(name) || from !== undefined) continue
      const other = first.get(name)
      if (other === undefined) first.set(name, file.path)
      // A module may have a variant for each platform.
      else if (other.replace(VARIANT, '') !== file.path.replace(VARIANT, ''))
        found.push({
          path: file.path,
          line,
          message: `declares ${name} as ${other} does; use that one, or say what differs`,
        })
    }
  }
  return found
}
const VARIANT = /\.(?:h5|weapp)\.tsx?$/

/** Rules about mechanisms and names that exist once. */
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
  { name: 'the app has one function of each format name', check: formatsDeclaredTwice },
]
