import { isDeepStrictEqual } from 'node:util'
import { maskName } from '@qingpin/contract/core/masking'
import type { Role } from '@qingpin/contract/core/policy'
import { mayGiveLevel, maySign } from '@qingpin/contract/customers/customers.policy'
import type { Changes } from '../../audit/audit.ts'
import type { CustomerInput, CustomerRow } from './customers.repo.ts'
import { CHANGED } from '../../audit/audit.rules.ts'

export type CustomerChange = Partial<
  Omit<CustomerInput, 'clientId' | 'assignedTo' | 'assignmentReason' | 'allowDuplicateWechat'>
>
type Mask = { mask: string }
/** A change as it is sent: a number may be the mask that the detail shows. */
export type SentChange = Omit<CustomerChange, keyof typeof MASKED> & {
  [Field in keyof typeof MASKED]?: CustomerChange[Field] | Mask
}
type Refusal = { field: string; message: string }

const MASKED = { phone: 'phoneMasked', wechatId: 'wechatMasked', idCardNumber: 'idNumberMasked' } as const
const isMask = (value: unknown): value is Mask => typeof value === 'object' && value !== null && 'mask' in value

/** Takes out numbers that equal their stored mask, as old forms send whole records back; any other mask is refused. */
export function withoutMasks(row: CustomerRow, sent: SentChange): { change: CustomerChange; refusals: Refusal[] } {
  const change: Record<string, unknown> = { ...sent }
  const refusals: Refusal[] = []
  for (const [field, column] of Object.entries(MASKED)) {
    const value = change[field]
    if (!isMask(value)) continue
    delete change[field]
    if (value.mask !== row[column]) refusals.push({ field, message: '这是遮住的号码，请填完整的。' })
  }
  return { change: change as CustomerChange, refusals }
}

/** What the role may not set: the level O, and signed or no longer signed. */
export function refusalsOf(
  role: Role,
  isOwner: boolean,
  row: Pick<CustomerRow, 'leadLevel' | 'contractStatus'> | undefined,
  { leadLevel, contractStatus }: Pick<CustomerChange, 'leadLevel' | 'contractStatus'>,
): Refusal[] {
  const refusals: Refusal[] = []
  if (leadLevel !== undefined && leadLevel !== row?.leadLevel && !mayGiveLevel(role, leadLevel)) {
    refusals.push({ field: 'leadLevel', message: 'O类由经理、运营或派单老师来定。' })
  }
  const signs = contractStatus === '已签约' || row?.contractStatus === '已签约'
  if (contractStatus !== undefined && contractStatus !== row?.contractStatus && signs && !maySign(role, isOwner)) {
    refusals.push({ field: 'contractStatus', message: '签约由经办的同事或经理来定。' })
  }
  return refusals
}

/** What is wrong with a range of pay. */
export const rangeProblems = ({
  salaryBudgetMin: least,
  salaryBudget: most,
}: Partial<Pick<CustomerRow, 'salaryBudgetMin' | 'salaryBudget'>>): Refusal[] =>
  (least ?? 0) > (most ?? Infinity) ? [{ field: 'salaryBudgetMin', message: '最少的不能比最多的还高。' }] : []

const NUMBERS: Readonly<Record<string, { field: string; masked: keyof CustomerRow }>> = {
  phoneHash: { field: 'phone', masked: 'phoneMasked' },
  wechatHash: { field: 'wechatId', masked: 'wechatMasked' },
  idNumberHash: { field: 'idCardNumber', masked: 'idNumberMasked' },
}
const SILENT = /(?:Sealed|Masked|Last4)$/
/** Fields that say nothing private: the audit row quotes them. Of all others it records that they changed. */
const QUOTED = new Set([
  'leadSource',
  'contractStatus',
  'leadLevel',
  'serviceCategory',
  'salaryBudget',
  'salaryBudgetMin',
  'stayIn',
  'expectedStartDate',
  'expectedDeliveryDate',
  'serviceDays',
  'restSchedule',
  'dealAmountFen',
])

/** The changes as the history shows them: of a private field only that it changed. Amounts are yuan, as in the app. */
export function shownChanges(changes: Changes): Record<string, readonly [unknown, unknown] | null> {
  const yuan = (fen: unknown) => (typeof fen === 'number' ? fen / 100 : null)
  const shown = Object.entries(changes).map(([field, [before, after]]) => {
    if (field === 'dealAmountFen') return ['dealAmount', [yuan(before), yuan(after)]] as const
    return [field, QUOTED.has(field) ? ([before, after] as const) : null] as const
  })
  return Object.fromEntries(shown)
}

/** The changes of an edit as the audit log records them. Empty when nothing is different. */
export function changesOf(row: CustomerRow, columns: Partial<CustomerRow>): Changes {
  const changes: Changes = {}
  for (const [key, after] of Object.entries(columns)) {
    const before = row[key as keyof CustomerRow]
    if (SILENT.test(key) || isDeepStrictEqual(before, after)) continue
    const number = NUMBERS[key]
    if (number) changes[number.field] = [row[number.masked], columns[number.masked]]
    else if (key === 'name') changes.name = [maskName(row.name), maskName(String(after))]
    else changes[key] = QUOTED.has(key) ? [before, after] : CHANGED
  }
  return changes
}
