/** A field of a push: text, records, or a list of records. */
export type PushValue = string | PushFields | PushFields[]
export interface PushFields {
  [name: string]: PushValue
}

/** The fields as XML; a list repeats its tag. */
export function toXml(fields: PushFields): string {
  const one = (name: string, value: string | PushFields): string =>
    typeof value === 'string'
      ? `<${name}>${/^\d+$/.test(value) ? value : `<![CDATA[${value}]]>`}</${name}>`
      : `<${name}>${inner(value)}</${name}>`
  const inner = (record: PushFields): string =>
    Object.entries(record)
      .map(([name, value]) =>
        Array.isArray(value) ? value.map((each) => one(name, each)).join('\n') : one(name, value),
      )
      .join('\n')
  return `<xml>${inner(fields)}\n</xml>`
}

/** The fields as JSON, with numbers as WeChat writes them: of any length, and sometimes as text. */
export function toJson(fields: PushFields, textNumbers = false): string {
  const write = (value: PushValue): string => {
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
    if (typeof value !== 'string')
      return `{${Object.entries(value)
        .map(([name, each]) => `${JSON.stringify(name)}:${write(each)}`)
        .join(',')}}`
    return !textNumbers && /^[1-9]\d*$/.test(value) ? value : JSON.stringify(value)
  }
  return write(fields)
}
