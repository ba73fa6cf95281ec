import type { Source } from './source.ts'

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1')

/** Class names that two style sheets define at their top: which of them wins depends on the order of imports. */
export function classesDefinedTwice(sheets: readonly Source[]): string[] {
  const sheetsOf = new Map<string, Set<string>>()
  for (const { path, text } of sheets) {
    // .care is a state of the whole page that many sheets react to.
    for (const [, selectors = ''] of withoutComments(text).matchAll(/^(\.[^{}@;]*)\{/gm)) {
      for (const selector of selectors.split(',')) {
        // One class alone, however often repeated for weight and in whatever state.
        const [, name = ''] = /^\.([\w-]+)(?:\.\1)*(?::[\w-]+)*$/.exec(selector.trim()) ?? []
        if (name && name !== 'care') sheetsOf.set(name, (sheetsOf.get(name) ?? new Set()).add(path))
      }
    }
  }
  return [...sheetsOf]
    .filter(([, paths]) => paths.size > 1)
    .map(([name, paths]) => `.${name}: ${[...paths].join(', ')}`)
}
