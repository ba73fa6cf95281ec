import { describe, expect, it } from 'vitest'
import { phoneRealm } from './globals.ts'
import { readTemplates } from './templates.ts'
import { patch, textOf } from './tree.ts'
import vm from 'node:vm'

describe('the host', () => {
  it('has no global that a phone lacks, so that code which needs one fails here too', () => {
    const realm = phoneRealm({})
    const missing = [
      'fetch',
      'URL',
      'URLSearchParams',
      'TextDecoder',
      'TextEncoder',
      'AbortController',
      'crypto',
      'structuredClone',
      'WebAssembly',
      'Intl.Segmenter',
    ]
    for (const name of missing) expect(vm.runInContext(`typeof ${name}`, realm), name).toBe('undefined')
  })

  it('makes nothing of Function and eval, as a phone does', () => {
    const realm = phoneRealm({})
    expect(vm.runInContext('typeof Function("return 1")()', realm)).toBe('undefined')
    expect(vm.runInContext('typeof eval("1 + 1")', realm)).toBe('undefined')
  })

  it('writes the patches of setData where Taro means them', () => {
    const data: Record<string, unknown> = {}
    patch(data, 'root.cn', [{ nn: '0', cn: [{ v: 'a' }] }])
    patch(data, 'root.cn.[0].cn.[0].v', 'b')
    patch(data, 'root.cn.[0].cn.[1]', { v: 'c' })
    expect(textOf((data as { root: { cn: never[] } }).root)).toBe('bc')
  })

  it('reads from a template what can be tapped and where a label comes from', () => {
    const templates = readTemplates(
      '<template name="tmpl_0_2"><input value="{{i.p4}}" placeholder="{{i.p5}}" bindinput="eh" aria-label="{{i.p3}}" id="{{i.uid||i.sid}}" /></template>',
    )
    const input = templates.get('2')
    expect(input?.tag).toBe('input')
    expect([...(input?.events ?? [])]).toEqual(['input'])
    expect(input?.attributes.get('aria-label')).toBe('p3')
  })
})
