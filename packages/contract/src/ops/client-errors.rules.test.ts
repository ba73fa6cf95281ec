import { expect, it } from 'vitest'
import { scrubbed } from './client-errors.rules.ts'

it.each([
  [`Cannot read properties of null (reading 'map')`, `Cannot read properties of null (reading 'map')`],
  [`Unexpected token '王', "王桂兰 1371122"... is not valid JSON`, `Unexpected token "…", "…"... is not valid JSON`],
  ['no customer 13711220033 or 11010119900307123X', 'no customer … or …X'],
  ['mail to lu@example.com failed', 'mail to … failed'],
  ['token eyJhbGciOiJIUzI1NiIsInR5cCI6.abc refused', 'token ….abc refused'],
  ['at map (https://example.cn/js/app.3f2a.js:1:120345)', 'at map (app.3f2a.js:1:120345)'],
  ['at https://example.cn/js/page.js?t=secretticket:2:3', 'at page.js'],
  ['陈女士', '…'],
])('%s', (text, left) => expect(scrubbed(text, 300)).toBe(left))

it('is as long as it may be', () => expect(scrubbed('a b '.repeat(200), 10)).toHaveLength(10))
