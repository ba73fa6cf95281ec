import { XMLParser } from 'fast-xml-parser'
import { PushRefused } from '../../ports/wechat-push.port.ts'

/** The fields of a push; what stands below another field is one more record, or a list of them. */
export type Fields = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Values stay text as it came: numbers of 19 digits, and blanks, say something.
const xml = new XMLParser({ parseTagValue: false, trimValues: false, ignoreAttributes: true })

function fieldsInXml(text: string): Fields {
  // A person may write anything into CDATA; outside of it nothing is declared.
  if (text.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').includes('<!')) throw new PushRefused('XML with a declaration')
  const root: unknown = (xml.parse(text) as { xml?: unknown }).xml
  if (!isRecord(root)) throw new PushRefused('XML of another shape')
  return root
}

function fieldsInJson(text: string): Fields {
  const root: unknown = JSON.parse(text, (_, value: unknown, ...[context]: { source: string }[]) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  )
  if (!isRecord(root)) throw new PushRefused('JSON of another shape')
  return root
}

/** The fields of a body, XML or JSON. Throws PushRefused. */
export function fieldsIn(body: string): Fields {
  try {
    return body.trimStart().startsWith('{') ? fieldsInJson(body) : fieldsInXml(body)
  } catch (cause) {
    throw cause instanceof PushRefused ? cause : new PushRefused('a body that cannot be read', { cause })
  }
}

/** The text of a field; empty where it is missing or something else. */
export function textIn(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/** The records of a field that is one of them or a list. */
export function recordsIn(fields: Fields, name: string): Fields[] {
  const value = fields[name]
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isRecord)
}

const CDATA_END = /\]\]>/g

/** XML of one level. */
export function xmlOf(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(
    ([name, value]) => `<${name}><![CDATA[${value.replaceAll(CDATA_END, ']]]]><![CDATA[>')}]]></${name}>`,
  )
  return `<xml>${lines.join('')}</xml>`
}
