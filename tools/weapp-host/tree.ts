import type { Template } from './templates.ts'

/** A node as Taro hands it to setData. */
export interface WireNode {
  sid?: string
  uid?: string
  nn?: string
  cn?: WireNode[]
  /** The text of a text node. */
  v?: string
  cl?: string
  [key: string]: unknown
}

type Holder = Record<string, unknown>

/** Writes one setData patch (`root.cn.[0].v`) into the data, as the view layer would. */
export function patch(data: Holder, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  const last = keys.pop()
  let at: Holder = data
  for (const [i, key] of keys.entries()) {
    const next = keys[i + 1] ?? last ?? ''
    at[key] ??= /^\d+$/.test(next) ? [] : {}
    at = at[key] as Holder
  }
  if (last !== undefined) at[last] = value
}

export interface Located {
  node: WireNode
  /** From the node's parent up to the root. */
  above: WireNode[]
}

export function* descend(node: WireNode, above: WireNode[] = []): Generator<Located> {
  yield { node, above }
  for (const child of node.cn ?? []) yield* descend(child, [node, ...above])
}

export const textOf = (node: WireNode): string =>
  (typeof node.v === 'string' ? node.v : '') + (node.cn ?? []).map(textOf).join('')

/** What can be read below a node: one line for each element that has text of its own. */
export function linesOf(node: WireNode): string[] {
  const own = (node.cn ?? []).map((child) => (typeof child.v === 'string' ? child.v : '')).join('')
  return [...(own ? [own] : []), ...(node.cn ?? []).flatMap(linesOf)]
}

/** What an attribute of a node is set to, by the name that WXML gives it. */
export function attribute(templates: ReadonlyMap<string, Template>, node: WireNode, name: string): unknown {
  const key = templates.get(node.nn ?? '')?.attributes.get(name)
  return key === undefined ? undefined : node[key]
}
