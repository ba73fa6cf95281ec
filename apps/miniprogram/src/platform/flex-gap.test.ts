import { createRequire } from 'node:module'
import { join } from 'node:path'
import type postcss from 'postcss'
import { expect, it } from 'vitest'

const require = createRequire(import.meta.url)
const process = require('postcss') as typeof postcss
const plugin = require(join(import.meta.dirname, '../../config/flex-gap/plugin.js')) as () => postcss.Plugin

const added = (css: string) =>
  process([plugin()]).process(css, { from: undefined }).css.replace(css, '').replace(/\s+/g, ' ').trim()

it.each([
  ['.a { display: flex; gap: 8px }', '.no-gap .a > * + * { margin-left: 8px }'],
  ['.a, .b { display: inline-flex; gap: 4px 6px }', '.no-gap .a > * + *, .no-gap .b > * + * { margin-left: 6px }'],
  ['.a { display: flex; flex-direction: column; gap: 8px }', '.no-gap .a > * + * { margin-top: 8px }'],
  ['.a { display: flex; flex-wrap: wrap; gap: 4px 6px }', '.no-gap .a > * { margin-right: 6px; margin-bottom: 4px }'],
  ['.a { display: flex; flex-wrap: wrap; gap: 0 6px }', '.no-gap .a > * { margin-right: 6px }'],
  [
    '.a { display: flex; gap: calc(4px * var(--scale, 1)) }',
    '.no-gap .a > * + * { margin-left: calc(4px * var(--scale, 1)) }',
  ],
  ['.a { display: grid; gap: 8px }', ''],
  ['.a { display: flex }', ''],
])('%s', (css, rule) => expect(added(css).replace(/;? }/g, ' }')).toBe(rule))
