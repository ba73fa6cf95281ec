import { CreateResume, SelfRegister } from '@qingpin/contract/resumes/resumes.fields'
import { sql } from 'drizzle-orm'
import { type Ctx, type Deps, GUEST, type Person } from '../context.ts'
import { ensurePersonalAccount } from '../features/auth/sms.service.ts'
import { recordEvaluation } from '../features/resumes/evaluations.service.ts'
import { create as createResume, selfRegister } from '../features/resumes/registration.service.ts'
import { create as createStaff } from '../features/staff/staff.service.ts'
import { seedCvs } from './cvs.ts'
import { seedInterviews } from './interviews.ts'
import { seedContent } from './content.ts'
import { seedCustomers } from './customers.ts'
import { seedCredits } from './credits.ts'
import { seedFiles } from './files.ts'
import { DEMO_PEOPLE, DEMO_STAFF } from './people.ts'
import { seedConsents, seedListing } from './sharing.ts'
import { SEED_WORKERS, type SeedWorker } from './workers.ts'

const HOUR = 3_600_000

/** Tells the demo story into an empty database, through the same services that requests go through. */
export async function seedDemo(deps: Deps): Promise<void> {
  const { accounts } = deps.db.s
  const [row] = await deps.db.q.select({ n: sql<number>`count(*)` }).from(accounts)
  if (Number(row?.n ?? 0) > 0) return

  const start = deps.clock()
  const at = (person: Person | null, hoursAgo: number): Ctx => ({
    ...deps,
    // The story is ours: nobody has to judge it, and no vendor has to be there yet.
    contentCheck: null,
    actor: person ?? GUEST,
    now: start - hoursAgo * HOUR,
    requestId: 'demo-story',
    address: 'demo-story',
    caller: 'demo-story',
  })
  const acting = (accountId: string, role: Person['role']): Person => ({
    kind: 'person',
    accountId,
    sessionId: 'demo-story',
    role,
    roles: [role],
  })

  const staff = await Promise.all(
    DEMO_STAFF.map((person, i) => createStaff(at(null, 900 - i), { ...person, passwordTemporary: false })),
  )
  const employees = staff.filter((member) => member.role === 'employee').map((member) => acting(member.id, 'employee'))

  const [seeker, worker] = DEMO_PEOPLE
  const writer = await ensurePersonalAccount(at(null, 200), { phone: seeker.phone, name: '方舟' })
  await seedCredits((hoursAgo) => at(null, hoursAgo), writer.id)
  await seedCvs(at(acting(writer.id, 'personal'), 20))
  const owner = await ensurePersonalAccount(at(null, 200), { phone: worker.phone, name: '王桂兰' })

  for (const [i, seed] of SEED_WORKERS.entries()) {
    const employee = employees[i % employees.length] ?? null
    const id = await enter(seed, i === 0 ? acting(owner.id, 'personal') : employee)
    if (i === 0) await seedFiles(at(acting(owner.id, 'personal'), seed.hoursAgo - 1), id)
    if (employee && i === 0) await seedListing(at(employee, 2), id)
    else if (employee && !seed.selfRegistered) await seedConsents(at(employee, seed.hoursAgo - 1), id, i)
    for (const evaluation of evaluationsOf(i)) await recordEvaluation(at(employee, seed.hoursAgo - 1), id, evaluation)
  }
  await seedCustomers(at, staff)
  await seedContent(at, acting(staff.find(({ role }) => role === 'operator')?.id ?? '', 'operator'))

  for (const role of ['manager', 'employee'] as const) {
    const host = staff.find((member) => member.role === role)
    if (host) await seedInterviews((hoursAgo) => at(acting(host.id, role), hoursAgo), start)
  }

  async function enter(seed: SeedWorker, actor: Person | null): Promise<string> {
    const ctx = at(actor, seed.hoursAgo)
    // Portraits are paths on this server, which the contract rightly refuses from a client: they go past its parser.
    const { photoUrls, ...fields } = seed.fields
    const input = { name: seed.name, phone: seed.phone, ...fields }
    const photos = { photoUrls: photoUrls as string[] }
    if (actor?.role === 'personal') return (await selfRegister(ctx, { ...SelfRegister.parse(input), ...photos })).id
    if (seed.selfRegistered)
      return (await selfRegister({ ...ctx, actor: GUEST }, { ...SelfRegister.parse(input), ...photos })).id
    return (await createResume(ctx, { ...CreateResume.parse({ ...input, leadSource: 'sales' }), ...photos })).id
  }
}

const PRAISE = [
  {
    overallRating: 5,
    comment: '宝宝护理专业，产妇很满意，作息表每天写。',
    tags: ['细心', '专业'],
    strengths: '新生儿护理',
    improvements: null,
  },
  {
    overallRating: 4,
    comment: '干净勤快，做饭好吃，沟通再主动一点更好。',
    tags: ['勤快', '干净'],
    strengths: '做饭、收纳',
    improvements: '多和家里说一声',
  },
  {
    overallRating: 5,
    comment: '老人夜里起夜都陪着，有耐心。',
    tags: ['有耐心'],
    strengths: '夜间照护',
    improvements: null,
  },
]

/** Every third worker has been evaluated, some twice. */
function evaluationsOf(index: number) {
  const count = index % 3 === 0 ? 1 + (index % 2) : 0
  return Array.from({ length: count }, (_, n) => ({
    ...(PRAISE[(index + n) % PRAISE.length] as (typeof PRAISE)[number]),
    evaluationDate: `2026-${n === 0 ? '10' : '08'}-1${index % 9}`,
    evaluationType: n === 0 ? ('monthly' as const) : ('contract_end' as const),
    published: true,
  }))
}
