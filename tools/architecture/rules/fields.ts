import { Visitor } from 'oxc-parser'
import { moduleOf } from '../module.ts'
import { inApp } from '../paths.ts'
import { eachFile, type Rule } from '../project.ts'

const TYPED_INTO = ['Input', 'Textarea']
/** What each field says to the phone, by attribute: the value in the source. */
const NEEDED: Readonly<Record<string, string>> = { cursorSpacing: '{CURSOR_SPACING}', maxlength: '{NO_MAX}' }

export const fieldRules: readonly Rule[] = [
  eachFile(
    'a field stays above the keyboard, and cuts nothing off',
    (path) => inApp(path) && path.endsWith('.tsx'),
    (file) => {
      const { program, lineAt, code, imports } = moduleOf(file)
      const native = imports.some(({ target }) => target === '@tarojs/components')
      const found: { message: string; line: number }[] = []
      if (!native) return found
      new Visitor({
        JSXOpeningElement({ name, attributes, start }) {
          if (name.type !== 'JSXIdentifier' || !TYPED_INTO.includes(name.name)) return
          for (const [needed, value] of Object.entries(NEEDED)) {
            const has = attributes.some(
              (one) =>
                one.type === 'JSXAttribute' &&
                one.name.name === needed &&
                one.value &&
                code.slice(one.value.start, one.value.end) === value,
            )
            if (!has) found.push({ message: `has a ${name.name} without ${needed}=${value}`, line: lineAt(start) })
          }
        },
      }).visit(program)
      return found
    },
  ),
]
