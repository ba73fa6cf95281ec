import { isApiError } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { mutate } from '@/app/query'
import { currentSession, type Account } from '@/app/session'
import { sendPendingCard } from '../pending-card'
import { MY_RESUME } from '@/features/my-resume'
import { currentDraft, dropDraft, forgetKey, requireKey } from '../draft'
import { bodyOf, isFieldName, type FieldProblems } from './form-model'

export type ClaimedRecord = ReplyOf<ContractMap['POST /api/resumes/miniprogram/claim-record']>
export type Registered = ReplyOf<ContractMap['POST /api/resumes/miniprogram/self-register']>

/** Where the phone number comes from: the account, the form, or an SMS code, which logs in. */
export type PhoneWay = 'account' | 'typed' | 'code'

export function phoneWay(account: Account | undefined, otherPhone: boolean): PhoneWay {
  if (!account) return 'code'
  // Staff may register a worker, whose number is not the one of the staff account.
  return account.role === 'personal' && account.phone && !otherPhone ? 'account' : 'typed'
}

export type SubmitError =
  | { readonly kind: 'registered' }
  | { readonly kind: 'duplicate-phone' }
  /** The agency has a record of her proved number that no account has claimed. */
  | { readonly kind: 'on-file' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed'; readonly cause: unknown }

export type Outcome =
  | { readonly kind: 'done'; readonly reply: Registered }
  | { readonly kind: 'fields'; readonly problems: FieldProblems }
  | SubmitError

/** Submits the draft, and removes it from the phone on success. */
export async function submitDraft(): Promise<Outcome> {
  const { values } = currentDraft()
  const body = bodyOf(values, phoneWay(currentSession()?.user, values.otherPhone) !== 'account')
  const idempotencyKey = requireKey()
  try {
    const reply = await mutate(() => api('POST /api/resumes/miniprogram/self-register', { body, idempotencyKey }), {
      touch: [MY_RESUME, ['home']],
    })
    if (values.agreesListed && currentSession()?.user.role === 'personal') await agreeToBeListed()
    dropDraft()
    sendPendingCard(reply.id)
    return { kind: 'done', reply }
  } catch (error) {
    return outcomeOf(error)
  }
}

/** Her consent, given with the registration. Where it does not arrive, the next page asks for it again. */
const agreeToBeListed = () =>
  mutate(() => api('PATCH /api/resumes/mine/visibility', { body: { consents: { listed: true } } }), {
    touch: [MY_RESUME],
  }).catch(() => undefined)

const isUnclaimed = (details: unknown): boolean =>
  Array.isArray(details) && details.some((one: { readonly takeover?: unknown } | null) => one?.takeover === true)

export interface PhoneProof {
  readonly phone: string
  readonly code: string
}

/**
 * Claims the record of a number with the answers of the draft.
 * @param proof of the number; undefined for the one that the account has proved
 * @param keyFor gives the idempotency key of the body
 */
export async function claimRecord(
  proof: PhoneProof | undefined,
  keyFor: (body: object) => string,
): Promise<ClaimedRecord> {
  const { phone: _, ...answers } = bodyOf(currentDraft().values, false)
  const body = { ...answers, ...proof }
  const reply = await mutate(
    () => api('POST /api/resumes/miniprogram/claim-record', { body, idempotencyKey: keyFor(body) }),
    { touch: [['home']] },
  )
  dropDraft()
  sendPendingCard(reply.id)
  return reply
}

const DUPLICATE_ID = '这个身份证号已经登记过。打电话问我们，或者先不填。'

function outcomeOf(error: unknown): Outcome {
  if (!isApiError(error)) return { kind: 'failed', cause: error }
  if (error.code === 'ALREADY_REGISTERED') return { kind: 'registered' }
  if (error.code === 'DUPLICATE_PHONE') return { kind: isUnclaimed(error.details) ? 'on-file' : 'duplicate-phone' }
  // The session has ended, so the step asks for a code.
  if (error.status === 401) return { kind: 'signed-out' }
  if (error.code === 'IDEMPOTENCY_KEY_REUSED') forgetKey()
  const problems = error.code === 'DUPLICATE_ID_NUMBER' ? { idNumber: DUPLICATE_ID } : problemsIn(error.fields)
  return Object.keys(problems).length > 0 ? { kind: 'fields', problems } : { kind: 'failed', cause: error }
}

/** A problem of the second skill (skills.1) is shown at the field `skills`. */
function problemsIn(fields: Readonly<Record<string, string>>): FieldProblems {
  const problems: FieldProblems = {}
  for (const [path, sentence] of Object.entries(fields)) {
    const [name = ''] = path.split('.')
    if (isFieldName(name)) problems[name] ??= sentence
  }
  return problems
}
