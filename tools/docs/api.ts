import { fillIn, type Example } from '../../packages/testing/src/examples/example.ts'
import { exampleOf } from '../../packages/testing/src/examples/index.ts'
import { ALL_ROUTES, type NamedRoute, takesKey } from '../../packages/testing/src/contract-routes.ts'
import { openApiDocument } from '../../apps/bff/src/http/openapi.ts'
import { impliedErrors } from '../../apps/bff/src/http/route-errors.ts'
import type { Allow } from '../../packages/contract/src/core/define.ts'
import { errorSpec } from '../../packages/contract/src/errors.ts'
import { oldErrorOf } from '../../packages/contract/src/old-errors.ts'
import { type ErrorCode } from '../../packages/contract/src/core/error-spec.ts'
import { type Limit, LIMITS, limitsOf } from '../../packages/contract/src/core/limits.ts'
import { type Feature, FEATURES } from '../../packages/contract/src/feature-map.ts'
import { can, type Permission, ROLE_LABELS, ROLES } from '../../packages/contract/src/core/policy.ts'
import { fieldsOf, type JsonSchema } from './fields.ts'

const FEATURE_NAMES = Object.keys(FEATURES) as Feature[]

const HEAD = 'This page is generated from the contract by `npm run docs`; a test runs every example in it.'

const isPermission = (allow: Allow): allow is Permission => allow.includes(':')
const rolesOf = (permission: Permission) =>
  ROLES.filter((role) => can(role, permission)).map((role) => ROLE_LABELS[role])

const LOGIN: Record<Exclude<Allow, Permission>, string> = {
  public: 'no',
  optional: 'if there is one',
  session: 'yes',
}
const loginOf = (allow: Allow) => (isPermission(allow) ? `\`${allow}\`` : LOGIN[allow])

const callers = (allow: Allow): string => {
  if (allow === 'public') return 'Anybody may call it; a token is ignored.'
  if (allow === 'optional')
    return 'Anybody may call it; a token that is sent must be good, because the route acts for its owner.'
  if (allow === 'session') return 'Any account may call it, with its session.'
  return `Needs \`${allow}\`: ${rolesOf(allow).join('、')}.`
}

function notes({ route }: NamedRoute): string[] {
  const found: string[] = []
  for (const name of limitsOf(route)) {
    const { per, times, seconds, ...rest }: Limit = LIMITS[name]
    const counted = rest.acceptedOnly ? ' accepted ones' : ''
    const whose = per === 'address' ? 'an address' : `a ${per}`
    found.push(`At most ${times}${counted} in ${seconds} s from ${whose}; then \`RATE_LIMITED\` with \`Retry-After\`.`)
  }
  if ('idempotent' in route) {
    found.push(
      route.idempotent === 'key'
        ? 'Takes an `Idempotency-Key`: the same request under the same key is done once and answered alike for 24 hours.'
        : `A repeat is harmless: ${route.idempotent.because}.`,
    )
  }
  if ('cacheSeconds' in route && route.cacheSeconds)
    found.push(`May be kept for ${route.cacheSeconds} s; carries an ETag.`)
  if (route.produces) found.push(`Answers with \`${route.produces}\`.`)
  return found
}

const shell = (text: string) => text.replaceAll('%24', '$')

/** The example with the names of its values where a shell or a script will put them. */
function open(label: string, example: Example) {
  const call = fillIn(label, example, {})
  return { ...call, path: shell(call.path), signed: example.as !== 'guest' }
}

function curl({ label, route }: NamedRoute, example: Example): string {
  const { method, path, headers, body, form, signed } = open(label, example)
  const parts = [`curl ${method === 'GET' ? '' : `-X ${method} `}"$API${path}"`]
  if (signed) parts.push('-H "Authorization: Bearer $TOKEN"')
  for (const [name, value] of Object.entries(headers)) parts.push(`-H "${name}: ${value}"`)
  for (const [name, value] of Object.entries(form ?? {})) parts.push(`-F "${name}=${value}"`)
  if (route.produces && route.produces !== 'text/event-stream') parts.push('--remote-name --remote-header-name')
  if (body !== undefined) parts.push('-H "content-type: application/json" --data @- <<JSON')
  const text = parts.join(' \\\n  ')
  return body === undefined ? text : `${text}\n${JSON.stringify(body, null, 2)}\nJSON`
}

/** A JSON text as a script writes it: bare keys, and variables in the place of their `$NAMES`. */
const script = (value: unknown) =>
  JSON.stringify(value, null, 2)
    .replace(/^( *)"([A-Za-z]\w*)":/gm, '$1$2:')
    .replace(/"\$([A-Z_]+)"/g, '$1')
    .replace(/"([^"\n]*\$[A-Z_]+[^"\n]*)"/g, (_, text: string) => `\`${text.replace(/\$([A-Z_]+)/g, '${$1}')}\``)
    .replace(/"([^"'\\\n]*)"/g, "'$1'")
    .replaceAll('\n', '\n  ')

function taro({ label, route }: NamedRoute, example: Example): string {
  const { method, path, headers, body, form, signed } = open(label, example)
  const sent: Record<string, string> = signed ? { authorization: 'Bearer $TOKEN' } : {}
  Object.assign(sent, headers)
  // A phone's request function knows no PATCH.
  if (method === 'PATCH') sent['x-http-method-override'] = 'PATCH'
  const lines = [`  url: \`\${API}${path.replace(/\$([A-Z_]+)/g, '${$1}')}\`,`]
  const [file] = Object.entries(form ?? {}).filter(([, value]) => value.startsWith('@'))
  if (file) {
    lines.push(`  filePath: ${file[1].replace('@$', '')},`, `  name: '${file[0]}',`)
    if (signed) lines.push(`  header: ${script(sent)},`)
    const fields = Object.entries(form ?? {}).filter(([name]) => name !== file[0])
    if (fields.length > 0) lines.push(`  formData: ${script(Object.fromEntries(fields))},`)
    return `const { statusCode, data } = await Taro.uploadFile({\n${lines.join('\n')}\n})`
  }
  if (method !== 'GET') lines.push(`  method: '${method === 'PATCH' ? 'POST' : method}',`)
  if (Object.keys(sent).length > 0) lines.push(`  header: ${script(sent)},`)
  if (body !== undefined) lines.push(`  data: ${script(body)},`)
  if (route.produces && route.produces !== 'text/event-stream') lines.push("  responseType: 'arraybuffer',")
  return `const { statusCode, data } = await Taro.request({\n${lines.join('\n')}\n})`
}

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: JsonSchema }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>
}

const table = (heads: string[], rows: string[][]): string =>
  [heads, heads.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`)
    .join('\n')

const fieldTable = (schema: JsonSchema): string =>
  table(
    ['field', 'type', 'needed', 'what'],
    fieldsOf(schema).map(({ name, type, required, what }) => [`\`${name}\``, type, required ? 'yes' : '', what]),
  )

/** The name that old clients read on this route, where it is another one. */
function oldName(label: string | undefined, code: ErrorCode): string {
  const old = oldErrorOf(label, code)
  return old ? `, in \`error\`${old.everywhere ? ' and `code`' : ''}: \`${old.error}\`` : ''
}

const errorTable = (codes: readonly ErrorCode[], label?: string): string =>
  table(
    ['code', 'status', 'message'],
    codes.map((code) => [
      `\`${code}\`${oldName(label, code)}`,
      String(errorSpec(code).status),
      errorSpec(code).message,
    ]),
  )

function section(named: NamedRoute, operation: Operation): string {
  const { label, route } = named
  const example = exampleOf(label)
  const parts = [`## ${label}`, `${route.summary}.`, [callers(route.allow), ...notes(named)].join(' ')]
  for (const [place, title] of [
    ['path', 'In the path'],
    ['query', 'In the query'],
  ] as const) {
    const asked = (operation.parameters ?? []).filter((one) => one.in === place)
    if (asked.length === 0) continue
    const properties = Object.fromEntries(
      asked.map((one) => [one.name, { ...one.schema, ...(one.description ? { description: one.description } : {}) }]),
    )
    const required = asked.filter((one) => one.required).map((one) => one.name)
    parts.push(`**${title}**`, fieldTable({ type: 'object', properties, required }))
  }
  const content = operation.requestBody?.content
  const body = content?.['application/json'] ?? content?.['multipart/form-data']
  if (body) parts.push(content?.['multipart/form-data'] ? '**Form**' : '**Body**', fieldTable(body.schema))
  const reply = operation.responses[String(route.status ?? 200)]?.content?.['application/json']?.schema
  const data = reply?.properties?.data
  if (data && fieldsOf(data).length > 0) parts.push(`**Reply** ${route.status ?? 200}, in \`data\``, fieldTable(data))
  const renamed = Object.values(impliedErrors)
    .flat()
    .filter((code) => oldErrorOf(label, code))
  if (route.errors?.length)
    parts.push(
      '**Errors**, besides [those of every route](README.md#errors)',
      errorTable([...route.errors, ...renamed], label),
    )
  if (example.notByHand) parts.push(`No example: ${example.notByHand}`)
  else parts.push(`\`\`\`sh\n${curl(named, example)}\n\`\`\``, `\`\`\`js\n${taro(named, example)}\n\`\`\``)
  return parts.join('\n\n')
}

function modulePage(feature: Feature, paths: Record<string, Record<string, Operation>>): string {
  const sections = ALL_ROUTES.filter((named) => named.feature === feature).map((named) => {
    const operation = paths[named.route.path]?.[named.method.toLowerCase()]
    if (!operation) throw new Error(`${named.label} is not in the OpenAPI document`)
    return section(named, operation)
  })
  const { title, about } = FEATURES[feature]
  return `# ${title}\n\n${about}\n\n${HEAD}\n\n${sections.join('\n\n')}\n`
}

const anchor = (label: string) =>
  label
    .toLowerCase()
    .replace(/[^\w\u4e00-\u9fff -]/g, '')
    .replaceAll(' ', '-')

function overview(): string {
  const rows = FEATURE_NAMES.flatMap((feature) =>
    ALL_ROUTES.filter((named) => named.feature === feature).map(({ label, method, route }) => [
      feature,
      method,
      `[\`${route.path}\`](${feature}.md#${anchor(label)})`,
      loginOf(route.allow),
      `${route.summary}${takesKey(route) ? ' (key)' : ''}`,
    ]),
  )
  return `# The API

${HEAD} A running server shows the same at \`/api/docs\` and has it, for tools, as OpenAPI 3.1 at \`/api/openapi.json\`.

Replies are \`{success, data, message, requestId, timestamp}\` with HTTP 200, or 201 where a row is created. Errors carry a
true status and \`{success: false, error, code, message, details?, requestId, timestamp}\`; \`message\` is for people,
\`code\` for programs, and \`details\` names the fields when the code is \`VALIDATION_ERROR\`. A row that the caller may not
see is \`NOT_FOUND\`.

A session goes into \`Authorization: Bearer …\`; a participant of an interview into \`X-Participant-Token\`. Writes marked *key* take
an \`Idempotency-Key\`. A client that cannot send PATCH sends POST with \`X-HTTP-Method-Override: PATCH\`. Every account
may make ${LIMITS.general.times} calls in ${LIMITS.general.seconds} s, besides the limits of single routes.

In the examples \`$API\` is the address of the server, \`$TOKEN\` a session of an account that may call the route, \`$KEY\`
a new random key, and other \`$WORDS\` are what earlier replies gave.

${table(
  ['module', 'name', 'what it is for'],
  FEATURE_NAMES.map((feature) => [`[${feature}](${feature}.md)`, FEATURES[feature].title, FEATURES[feature].about]),
)}

${table(['module', 'method', 'path', 'login', 'what'], rows)}

## Errors

What a route may answer by its shape, besides the codes that its own section lists:

${Object.entries(impliedErrors)
  .map(([when, codes]) => `**${when}**\n\n${errorTable(codes)}`)
  .join('\n\n')}
`
}

/** The pages under docs/api by their place: an overview of all routes, and a page for each module. */
export function renderApiPages(): Record<string, string> {
  const paths = openApiDocument().paths as unknown as Record<string, Record<string, Operation>>
  return {
    'docs/api/README.md': overview(),
    ...Object.fromEntries(FEATURE_NAMES.map((feature) => [`docs/api/${feature}.md`, modulePage(feature, paths)])),
  }
}
