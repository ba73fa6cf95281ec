// Safari before 14.5 knows no `gap` of flex boxes. Beside each rule with one, this adds a rule with margins, which holds
// below `.no-gap` only: the class that a screen has where the browser needs it.
const CLASS = '.no-gap'

const valueOf = (rule, name) => {
  let value
  rule.walkDecls(name, (decl) => {
    if (decl.parent === rule) value = decl.value
  })
  return value
}

/** `4px 8px` as row and column; one value is both. `calc(…)` holds blanks of its own. */
function gapsOf(rule) {
  const [row, column = row] =
    (valueOf(rule, 'gap') ?? '').match(/(?:[^\s(]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s]+)/g) ?? []
  return { row: valueOf(rule, 'row-gap') ?? row, column: valueOf(rule, 'column-gap') ?? column }
}

const isNone = (gap) => gap === undefined || /^0(?:px|rpx|rem)?$/.test(gap)

function marginsOf(rule) {
  const { row, column } = gapsOf(rule)
  const direction = valueOf(rule, 'flex-direction') ?? valueOf(rule, 'flex-flow') ?? 'row'
  const wraps = /wrap/.test(valueOf(rule, 'flex-wrap') ?? '') || /\bwrap/.test(direction)
  if (direction.startsWith('column')) return isNone(row) ? undefined : { on: '> * + *', margins: { 'margin-top': row } }
  if (!wraps) return isNone(column) ? undefined : { on: '> * + *', margins: { 'margin-left': column } }
  const margins = {}
  if (!isNone(column)) margins['margin-right'] = column
  if (!isNone(row)) margins['margin-bottom'] = row
  return Object.keys(margins).length > 0 ? { on: '> *', margins } : undefined
}

const plugin = () => ({
  postcssPlugin: 'flex-gap',
  Once(root, { Rule }) {
    const rules = []
    root.walkRules((rule) => {
      if (/^(?:inline-)?flex$/.test(valueOf(rule, 'display') ?? '')) rules.push(rule)
    })
    for (const rule of rules) {
      const found = marginsOf(rule)
      if (!found) continue
      const added = new Rule({ selectors: rule.selectors.map((one) => `${CLASS} ${one} ${found.on}`) })
      for (const [prop, value] of Object.entries(found.margins)) added.append({ prop, value })
      rule.after(added)
    }
  },
})
plugin.postcss = true

module.exports = plugin
