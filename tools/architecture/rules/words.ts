import { posix } from 'node:path'
import { Visitor } from 'oxc-parser'
import { OLD_ENDPOINTS } from '../../../packages/contract/src/old-endpoints.ts'
import { eachFile, type Rule } from '../project.ts'
import { moduleOf } from '../module.ts'
import { inContract } from '../paths.ts'
import { isProduct, type Source } from '../source.ts'

interface Word {
  not: RegExp
  but: string
  where?: (path: string) => boolean
}

/** Folders where `words`, `texts`, `numbers` and `totals` mean those of resumes. */
const ofResumes = (path: string): boolean =>
  /^apps\/bff\/src\/(?:features\/(?:resumes|sharing|attachments)|search)\//.test(path)

/** Words that have a standard term. They are matched against names in lower case, split into words by blanks. */
const WORDS: readonly Word[] = [
  { not: /\bseats?\b/, but: 'participant' },
  { not: /\bbeats?\b/, but: 'heartbeat' },
  { not: /\bdoors?\b/, but: 'public join', where: isProduct },
  { not: /\b(?:say|says|said)\b/, but: 'format, append or reduce' },
  { not: /\b(?:hear|hears|heard)\b/, but: 'reduce' },
  { not: /\btold\b/, but: 'notified' },
  { not: /\b(?:keep|keeps|kept|keeping)\b/, but: 'cache, persist or stored file' },
  { not: /\b(?:settle|settles|settled)\b/, but: 'capture, expire, apply or resolve', where: isProduct },
  { not: /(?<!\bnative )\b(?:place|places)\b(?! order\b)/, but: 'capacity, placeholder, key, path or slot' },
  { not: /\b(?:wanted|asked)\b/, but: 'filter, query or requested' },
  { not: /\bhot\b/, but: 'prepared' },
  { not: /\bwake ?ups?\b/, but: 'notifier' },
  { not: /\bfollow(?:s|er|ers|ing)?\b(?! ?ups?\b)/, but: 'watch' },
  { not: /\b(?:forgotten|sweep|sweeps|sweeper|housekeeping)\b/, but: 'expire, recover or retention' },
  { not: /\b(?:patience|pace|holding)\b/, but: 'idle timeout, minimum throughput or memory budget' },
  { not: /\btaken? over\b/, but: 'claim record' },
  { not: /\btaken? down\b/, but: 'moderate' },
  { not: /\btaken\b/, but: 'duplicate' },
  { not: /\bpublic text\b/, but: 'redaction' },
  { not: /\bpraise\b/, but: 'evaluations' },
  { not: /\b(?:clash|clashes)\b/, but: 'edit conflict' },
  { not: /^(?:conflict|seal|desk)$/, but: 'EditConflict or ConstraintError, AiBadge, RunContext' },
  { not: /\b(?:trouble|troubles|doubt|doubts)\b/, but: 'error or warning' },
  { not: /\bnotices?\b/, but: 'webhook (of a vendor), toast (in the app) or notification (to a person)' },
  { not: /\b(?:story|stories|luck|books|walk|walks|walked)\b/, but: 'seed, prng, ledger invariants or screen matrix' },
  {
    not: /\b(?:words|texts|numbers|totals)$/,
    but: 'search terms, moderated fields, stats or count cache',
    where: ofResumes,
  },
]

/** `customersTakenOver` and `take-over` as words: `customers taken over`. */
const spaced = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase()

/** The file's name without extensions; for an index file, the name of its folder. */
function ownName(path: string): string {
  const name = posix.basename(path).split('.')[0] ?? ''
  return name === 'index' ? posix.basename(posix.dirname(path)) : name
}

function wordIn(name: string, path: string): string | undefined {
  const words = spaced(name)
  const found = WORDS.find(({ not, where }) => not.test(words) && (where === undefined || where(path)))
  return found ? `is called ${name}; the word is ${found.but}` : undefined
}

/** Paths of the old contract, which keep their words. */
const OLD_PATHS = new Set(OLD_ENDPOINTS.map(({ path }) => path))
const isOld = (path: string): boolean => OLD_PATHS.has(path.replace(/\{(\w+)\}/g, ':$1'))

interface Named {
  name: string
  offset: number
}

/** Names of tables, columns, queues, routes and event types in a file. */
function storedNames(file: Source): Named[] {
  const isTable = file.path.endsWith('.table.ts')
  const isJob = file.path.endsWith('.job.ts')
  const isRoutes = inContract(file.path) && file.path.endsWith('.routes.ts')
  const isEvents = inContract(file.path) && file.path.endsWith('.events.ts')
  const found: Named[] = []
  const literal = (node: { type: string; value?: unknown; start: number } | undefined) =>
    node?.type === 'Literal' && typeof node.value === 'string' ? { name: node.value, offset: node.start } : undefined
  const take = (named: Named | undefined) => named && found.push(named)
  new Visitor({
    CallExpression({ callee, arguments: [first] }) {
      if (isTable && callee.type === 'MemberExpression' && callee.object.type === 'Identifier') take(literal(first))
    },
    Property({ key, value }) {
      const name = key.type === 'Identifier' ? key.name : undefined
      const path = isRoutes && name === 'path' ? literal(value) : undefined
      if (path && !isOld(path.name)) take({ ...path, name: path.name.replace(/\{\w+\}/g, '') })
      if (isJob && name === 'name') take(literal(value))
    },
    TSInterfaceDeclaration({ id, body }) {
      for (const member of isEvents && id.name.endsWith('Events') ? body.body : []) {
        if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') continue
        take({ name: member.key.name, offset: member.key.start })
      }
    },
  }).visit(moduleOf(file).program)
  return found
}

/** Words that make the title of a test a riddle, or that have a standard term. Titles are the specification. */
const TITLE_WORDS: readonly Word[] = [
  { not: /\bdoors?\b/, but: 'lobby, public join or index' },
  { not: /\bnotices?\b/, but: 'webhook, toast or notification, or finds' },
  { not: /\b(?:story|stories|luck)\b/, but: 'seed or random number' },
  { not: /\b(?:told|hears|heard)\b/, but: 'notified, refused, recognised or shown' },
  { not: /\b(?:taken|swept|sweeps?)\b/, but: 'duplicate, in use, claimed, accepted or removed' },
  { not: /\b(?:patience|patient|patiently|kindly|mends?|mended)\b/, but: 'a timeout, a clear message, or repairs' },
  { not: /\b(?:nobody|somebody|whoever|whichever)\b/, but: 'the person, role or caller that is meant' },
]
const TEST_FUNCTIONS = ['it', 'test', 'describe']

/** The function that a test calls: `it` in `it('…')`, `it.each([…])('…')` and `describe.skipIf(x)('…')`. */
function testFunction(node: { type: string; callee?: unknown; object?: unknown; name?: unknown }): string | undefined {
  if (node.type === 'Identifier') return String(node.name)
  const inner =
    node.type === 'CallExpression' ? node.callee : node.type === 'MemberExpression' ? node.object : undefined
  return inner ? testFunction(inner as Parameters<typeof testFunction>[0]) : undefined
}

function titlesIn(file: Source): Named[] {
  const found: Named[] = []
  new Visitor({
    CallExpression({ callee, arguments: [first] }) {
      if (!TEST_FUNCTIONS.includes(testFunction(callee) ?? '')) return
      if (first?.type === 'Literal' && typeof first.value === 'string')
        found.push({ name: first.value, offset: first.start })
      if (first?.type !== 'TemplateLiteral') return
      found.push({ name: first.quasis.map(({ value }) => value.raw).join('…'), offset: first.start })
    },
  }).visit(moduleOf(file).program)
  return found
}

export const wordRules: readonly Rule[] = [
  eachFile(
    'one thing, one word',
    () => true,
    (file, project) => {
      const own = wordIn(ownName(file.path), file.path)
      const exported = moduleOf(file).exports.flatMap(({ name, from, line }) => {
        // A re-exported name is reported where it is declared.
        const elsewhere = from === undefined ? undefined : project.at(from)
        const message = elsewhere ? undefined : wordIn(name, file.path)
        return message ? [{ message, line }] : []
      })
      return [...(own ? [own] : []), ...exported]
    },
  ),
  eachFile(
    'tables, columns, queues, routes and events use the same words',
    (path) => isProduct(path) && /\.(?:table|job|routes|events)\.ts$/.test(path),
    (file) =>
      storedNames(file).flatMap(({ name, offset }) => {
        const message = wordIn(name, file.path)
        return message ? [{ message, line: moduleOf(file).lineAt(offset) }] : []
      }),
  ),
  eachFile(
    'the title of a test is a plain sentence',
    (path) => /\.(?:test|suite)\.tsx?$/.test(path),
    (file) =>
      titlesIn(file).flatMap(({ name, offset }) => {
        const found = TITLE_WORDS.find(({ not }) => not.test(name.toLowerCase()))
        const line = moduleOf(file).lineAt(offset)
        return found ? [{ message: `has the title "${name}"; write ${found.but}`, line }] : []
      }),
  ),
]
