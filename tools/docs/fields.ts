/** As much of a JSON schema as our contract produces. */
export interface JsonSchema {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  additionalProperties?: JsonSchema | boolean
  description?: string
  default?: unknown
  format?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

export interface Field {
  /** With its place, as in `items[].id`. */
  name: string
  type: string
  required: boolean
  what: string
}

const choices = (schema: JsonSchema) => schema.anyOf ?? schema.oneOf ?? []

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' ')
  if (choices(schema).length > 0) return [...new Set(choices(schema).map(typeOf))].join(' or ')
  const types = [schema.type ?? 'any'].flat()
  return types
    .map((type) => {
      if (type === 'array') return `${schema.items ? typeOf(schema.items) : 'any'}[]`
      return type === 'string' && schema.format === 'date-time' ? 'ISO time' : type
    })
    .join(' or ')
}

function bounds({ minimum, maximum, minLength, maxLength, minItems, maxItems }: JsonSchema): string[] {
  const range = (least: number | undefined, most: number | undefined, unit: string) => {
    // zod writes the reach of a safe integer where there is no bound.
    const low = least === undefined || least <= Number.MIN_SAFE_INTEGER || least === 0 ? undefined : least
    const high = most === undefined || most >= Number.MAX_SAFE_INTEGER ? undefined : most
    if (low === undefined && high === undefined) return []
    if (high === undefined) return [`at least ${low}${unit}`]
    return [low === undefined || low === 1 ? `at most ${high}${unit}` : `${low} to ${high}${unit}`]
  }
  return [
    ...range(minimum, maximum, ''),
    ...range(minLength, maxLength, ' characters'),
    ...range(minItems, maxItems, ' entries'),
  ]
}

function whatOf(schema: JsonSchema): string {
  const parts = [...(schema.description ? [schema.description] : []), ...bounds(schema)]
  if (schema.default !== undefined) parts.push(`default \`${JSON.stringify(schema.default)}\``)
  return parts.join('; ')
}

/** Objects inside arrays and choices, and where their fields stand. */
function inside(schema: JsonSchema, name: string): [string, JsonSchema][] {
  if (schema.properties) return [[name, schema]]
  if (schema.items) return inside(schema.items, `${name}[]`)
  if (typeof schema.additionalProperties === 'object') return inside(schema.additionalProperties, `${name}.*`)
  return choices(schema).flatMap((one) => inside(one, name))
}

/** Every field of a schema in the order of its declaration, inner ones after the one that holds them. */
export function fieldsOf(schema: JsonSchema, place = ''): Field[] {
  return inside(schema, place).flatMap(([prefix, object]) =>
    Object.entries(object.properties ?? {}).flatMap(([key, field]) => {
      const name = prefix ? `${prefix}.${key}` : key
      const required = object.required?.includes(key) ?? false
      return [{ name, type: typeOf(field), required, what: whatOf(field) }, ...fieldsOf(field, name)]
    }),
  )
}
