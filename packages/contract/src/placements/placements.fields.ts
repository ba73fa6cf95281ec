import { z } from 'zod'
import { choice, Day, Id, optional, text, whole, written } from '../core/fields.ts'
import { CONTRACT_STATUSES } from '../customers/customers.enums.ts'
import { CHOSEN_CAUSES, END_CAUSES, PAY_UNITS, PLACEMENT_ACTIONS, PLACEMENT_STATES } from './placements.enums.ts'
import { PAY_MOST, PLACEMENT_REASON_MAX, PLACEMENT_REMARKS_MAX } from './placements.rules.ts'

const version = whole(1, 1_000_000_000).describe('the version that was read; another one in the database is a 409')
const reason = written(PLACEMENT_REASON_MAX).min(1, '写一句原因。')

const Terms = z.object({
  startsOn: Day,
  endsOn: optional(Day).describe('the end of the contract; null where none is agreed'),
  trialUntil: optional(Day).describe('the last day of the trial'),
  pay: optional(whole(0, PAY_MOST)).describe('yuan'),
  payPer: choice(PAY_UNITS).optional().describe('what the pay is for; 月 where it is left out'),
  remarks: text(PLACEMENT_REMARKS_MAX),
  allowOverlap: z.boolean().optional().describe('places her although she is with another family on some of these days'),
})

export const StartPlacement = Terms.extend({ customerId: Id, resumeId: Id.describe('the worker') })
export const ChangePlacement = Terms.partial().extend({
  version,
  trialPassed: z.literal(true).optional().describe('the trial went well, and nobody has to ask again'),
})
export const ReplacePlacement = Terms.extend({ version, resumeId: Id.describe('the next worker'), reason })
export const EndPlacement = z.object({
  version,
  cause: choice(CHOSEN_CAUSES),
  reason,
  endedOn: Day.optional().describe('her last day; today where it is left out'),
  contractStatus: choice(CONTRACT_STATUSES)
    .optional()
    .describe('what becomes of the customer; who stays signed is left as it is'),
})

const Cause = z.literal(END_CAUSES.map(({ value }) => value))
const Person = z.object({ id: z.string(), name: z.string() })
export const Placement = z.object({
  id: z.string(),
  version: z.number().int(),
  customer: z.object({
    id: z.string().nullable().describe('null where the caller may not see the customer'),
    name: z.string().describe('masked where the caller may not see the customer'),
  }),
  worker: Person.extend({ jobType: z.string(), avatarUrl: z.string() }),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  trialUntil: z.string().nullable(),
  trialPassed: z.boolean(),
  pay: z.number().int().nullable().describe('yuan; null where the caller may not see the customer'),
  payPer: z.string(),
  remarks: z.string().nullable().describe('null where the caller may not see the customer'),
  state: z.literal(PLACEMENT_STATES.map(({ value }) => value)).describe('as of today in Beijing'),
  endedOn: z.string().nullable().describe('her last day, once it has ended'),
  cause: Cause.nullable(),
  endReason: z.string().nullable(),
  replaces: z.string().nullable().describe('the placement that this one replaced'),
  createdBy: z.string().describe('the name of the colleague'),
  createdAt: z.iso.datetime(),
  mayChange: z.boolean().describe('whether the caller may change, replace and end it'),
})

export const PlacementLog = z.object({
  id: z.string(),
  placementId: z.string(),
  action: z.literal(PLACEMENT_ACTIONS.map(({ value }) => value)),
  customer: z.string().describe('the name; masked where the caller may not see the customer'),
  worker: z.string(),
  by: z.string().nullable().describe('null where the agency’s rules did it'),
  cause: Cause.nullable(),
  reason: z.string().nullable().describe('null where the caller may not see the customer'),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  at: z.iso.datetime(),
})
