import { CreateResume, SelfRegister } from '@qingpin/contract/resumes/resumes.fields'
import { type Ctx, GUEST, type Person } from '../context.ts'
import { recordEvaluation } from '../features/resumes/evaluations.service.ts'
import { create as createResume, selfRegister } from '../features/resumes/registration.service.ts'
import { createShare } from '../features/sharing/shares.service.ts'
import { setVisibility } from '../features/sharing/visibility.service.ts'
import { seedFiles } from './files.ts'
import { SEED_WORKERS, type SeedWorker } from './workers.ts'

type At = (person: Person | null, hoursAgo: number) => Ctx

/** Enters the workers: the first by her own account, the others in turn by the employees or by themselves. Gives ids by name. */
export async function seedWorkers(
  at: At,
  self: Person,
  employees: readonly Person[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const [i, seed] of SEED_WORKERS.entries()) {
    const employee = employees[i % employees.length] ?? null
    const id = await enter(at, seed, i === 0 ? self : employee)
    ids.set(seed.name, id)
    if (i === 0) await seedFiles(at(self, seed.hoursAgo - 1), id)
    if (employee && i === 0) await seedListing(at(employee, 2), id)
    else if (employee && !seed.selfRegistered) await seedConsents(at(employee, seed.hoursAgo - 1), id, i)
    for (const evaluation of evaluationsOf(i)) await recordEvaluation(at(employee, seed.hoursAgo - 1), id, evaluation)
  }
  return ids
}

async function enter(at: At, seed: SeedWorker, actor: Person | null): Promise<string> {
  const ctx = at(actor, seed.hoursAgo)
  // Portraits are paths on this server, which the contract refuses from a client; they are added after parsing.
  const { photoUrls, ...fields } = seed.fields
  const input = { name: seed.name, phone: seed.phone, ...fields }
  const photos = { photoUrls: photoUrls as string[] }
  if (actor?.role === 'personal') return (await selfRegister(ctx, { ...SelfRegister.parse(input), ...photos })).id
  if (seed.selfRegistered)
    return (await selfRegister({ ...ctx, actor: GUEST }, { ...SelfRegister.parse(input), ...photos })).id
  return (await createResume(ctx, { ...CreateResume.parse({ ...input, leadSource: 'sales' }), ...photos })).id
}

/** These have not been asked yet, so that the workbench shows workers to ask. */
const NOT_ASKED = [25, 26]
const NOTES = ['签约时当面同意', '电话里同意', '微信里回复可以']

/** Lists the workers with their consents: most show their picture, every fourth her name, one her number. */
async function seedConsents(ctx: Ctx, id: string, index: number): Promise<void> {
  if (NOT_ASKED.includes(index)) return
  const consents = { photos: index % 5 !== 4, name: index % 4 === 1, phone: index === 9 }
  await setVisibility(ctx, id, { listed: true, consents, note: NOTES[index % NOTES.length] })
}

/** Lists the worker who has an account, and shares her resume with a customer. */
async function seedListing(ctx: Ctx, id: string): Promise<void> {
  await setVisibility(ctx, id, { listed: true, consents: { photos: true }, note: '登记时电话里同意' })
  await createShare(ctx, id, { expiresInHours: 720 })
}

const EVALUATIONS = [
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

/** Every third worker has an evaluation, some have two. */
function evaluationsOf(index: number) {
  const count = index % 3 === 0 ? 1 + (index % 2) : 0
  return Array.from({ length: count }, (_, n) => ({
    ...(EVALUATIONS[(index + n) % EVALUATIONS.length] as (typeof EVALUATIONS)[number]),
    evaluationDate: `2026-${n === 0 ? '10' : '08'}-1${index % 9}`,
    evaluationType: n === 0 ? ('monthly' as const) : ('contract_end' as const),
    published: true,
  }))
}
