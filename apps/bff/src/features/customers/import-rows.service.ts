import type { Plan, TableColumn } from '@qingpin/contract/customers/import.rules'
import { comparableText } from '@qingpin/contract/core/text'
import type { Ctx } from '../../context.ts'
import { requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { changedColumns, type CustomerColumns, type CustomerRow, findVisible, toColumns } from './customers.repo.ts'
import { findDuplicate } from './duplicates.repo.ts'
import { recordHit, requireHitsLeft, sentenceOf, whereOf } from './duplicates.service.ts'
import { changesOf, rangeProblems, refusalsOf } from './edit.rules.ts'
import { knownHashes, lineOfCustomer, type LineRow } from './import.repo.ts'
import { fieldErrors } from '../../http/field-messages.ts'
import { type Understood, understand } from './import.rules.ts'
import { readNeeds } from './needs.rules.ts'

export interface Staff {
  id: string
  name: string
  username: string | null
}
/** What a batch of rows is judged by. */
export interface Judging {
  importId: string
  plan: Plan
  staff: readonly Staff[]
  /** The line of each number that this import would enter, for rows that come later in the file. */
  seen: Map<string, number>
  /** Whether customers are locked, because the outcome will be written. */
  lock: boolean
}

/** What becomes of a row. */
export type Outcome = { line: LineRow; understood: Understood } & (
  | { kind: 'create'; columns: CustomerColumns & { assignedTo: string | null } }
  | { kind: 'fill'; customer: CustomerRow; columns: Partial<CustomerRow> }
  | { kind: 'skipped' | 'refused'; reasons: string[]; customerId: string | null }
)

type Owned = { owner: string | null } | { reason: string }

/** The owner of a row's customer. A colleague is found by name or user name in any spelling. */
function ownerOf(ctx: Ctx, { plan, staff }: Judging, { values }: Understood): Owned {
  if (plan.owner !== 'column') return { owner: plan.owner === 'me' ? requirePerson(ctx).accountId : null }
  const named = comparableText(values.owner ?? '')
  if (named === '') return { reason: '负责人：这一项要填。' }
  const byUsername = staff.find(({ username }) => username !== null && comparableText(username) === named)
  const byName = staff.filter(({ name }) => comparableText(name) === named)
  if (!byUsername && byName.length > 1) return { reason: '负责人：有几位同事叫这个名字，请写用户名。' }
  const owner = byUsername ?? byName[0]
  return owner ? { owner: owner.id } : { reason: '负责人：没有这位在职的同事。' }
}

/** The columns that a customer lacks and a row has. */
function missingOf(ctx: Ctx, customer: CustomerRow, { input }: Understood): Partial<CustomerRow> {
  const columns = changedColumns(ctx.cipher, input ?? {}, {})
  const needs = { ...columns.needs, ...customer.needs }
  const empty = Object.entries(columns).filter(
    ([key, value]) => key !== 'needs' && value !== null && customer[key as keyof CustomerRow] === null,
  )
  const filled: Partial<CustomerRow> = { ...Object.fromEntries(empty), needs }
  for (const { field, value } of readNeeds(needs, { ...customer, ...filled })) Object.assign(filled, { [field]: value })
  return filled
}

/** Says of each row of a batch what would become of it. What it finds at colleagues is counted under the limit of hits. */
export function* judgeRows(t: Q, ctx: Ctx, judging: Judging, lines: readonly LineRow[]): Op<Outcome[]> {
  const { plan, importId, seen, lock } = judging
  const { role, accountId } = requirePerson(ctx)
  const rows = lines.map((line) => {
    const cells = JSON.parse(ctx.cipher.open('importRow', line.cellsSealed)) as string[]
    const understood = understand(cells, plan, fieldErrors)
    return { line, understood, columns: understood.input && toColumns(ctx.cipher, understood.input) }
  })
  const hashes = (of: 'phoneHash' | 'wechatHash') => rows.flatMap(({ columns }) => columns?.[of] ?? [])
  const numbers = { phoneHashes: hashes('phoneHash'), wechatHashes: hashes('wechatHash') }
  const known = yield* knownHashes(t, ctx, numbers)

  const outcomes: Outcome[] = []
  for (const row of rows) {
    const { line, understood, columns } = row
    const end = (kind: 'skipped' | 'refused', reasons: string[], customerId: string | null = null) =>
      outcomes.push({ line, understood, kind, reasons, customerId })
    const { input } = understood
    if (!columns || !input) {
      end('refused', understood.reasons)
      continue
    }
    const keys = [columns.phoneHash, columns.wechatHash].filter((hash) => typeof hash === 'string')
    const earlier = keys.map((key) => seen.get(key)).find((at) => at !== undefined)
    const duplicate = keys.some((key) => known.has(key)) ? yield* findDuplicate(t, ctx, columns) : undefined
    const there = duplicate?.isVisible ? duplicate.id : null
    const earlierLine = earlier ?? (duplicate && (yield* lineOfCustomer(t, ctx, importId, duplicate.id)))
    if (earlierLine !== undefined) {
      end('skipped', [`和第${earlierLine}行是同一个号码。`], there)
      continue
    }
    if (duplicate) {
      if (whereOf(duplicate) === 'colleague') {
        yield* requireHitsLeft(t, ctx)
        yield* recordHit(t, ctx, duplicate.id)
      }
      const customer = there && plan.duplicates === 'fill' ? yield* findVisible(t, ctx, there, lock) : undefined
      const filled = customer ? missingOf(ctx, customer, understood) : {}
      if (!customer || Object.keys(changesOf(customer, filled)).length === 0) {
        end('skipped', [sentenceOf(duplicate)], there)
        continue
      }
      for (const key of keys) seen.set(key, line.line)
      outcomes.push({ line, understood, kind: 'fill', customer, columns: filled })
      continue
    }
    const owned = ownerOf(ctx, judging, understood)
    const owner = 'owner' in owned ? owned.owner : null
    for (const { field, value } of readNeeds(columns.needs, columns)) Object.assign(columns, { [field]: value })
    const problems = [...refusalsOf(role, owner === accountId, undefined, input), ...rangeProblems(columns)]
    const reasons = [...('reason' in owned ? [owned.reason] : []), ...problems.map(({ message }) => message)]
    if (reasons.length > 0) {
      end('refused', reasons)
      continue
    }
    for (const key of keys) seen.set(key, line.line)
    outcomes.push({ line, understood, kind: 'create', columns: { ...columns, assignedTo: owner } })
  }
  return outcomes
}

export const nameIn = ({ values }: Understood): string | undefined => values['name' satisfies TableColumn]
