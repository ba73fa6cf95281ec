import { HOUR_MS, startOfDay } from '@qingpin/contract/core/days'
import { type Ctx, type Deps, GUEST, type Person } from '../context.ts'
import { isUnused } from '../features/auth/accounts.service.ts'
import { ensurePersonalAccount } from '../features/auth/sms.service.ts'
import { invite as inviteToRoom } from '../features/interviews/invites.service.ts'
import { create as createRoom, end as endRoom } from '../features/interviews/rooms.service.ts'
import { noteDemoData } from '../features/ops/installation.service.ts'
import { create as createStaff } from '../features/staff/staff.service.ts'
import { seedContent } from './content.ts'
import { seedCredits } from './credits.ts'
import { seedCustomers } from './customers.ts'
import { seedCvs } from './cvs.ts'
import { seedFormerColleague, seedHandover } from './handover.ts'
import { DEMO_PEOPLE, DEMO_STAFF, SEED } from './people.ts'
import { seedPlacements } from './placements.ts'
import { seedShortlist } from './shortlist.ts'
import { seedWorkers } from './worker-seed.ts'

/** Seeds an empty database with the demo data, through the services that requests use. A second start changes nothing. */
export async function seedDemo(deps: Deps): Promise<void> {
  if (!(await isUnused(deps))) return
  await noteDemoData(deps)

  const start = deps.clock()
  const at = (person: Person | null, hoursAgo: number): Ctx => ({
    ...deps,
    // The texts are ours, and WeChat need not be reachable yet.
    contentCheck: null,
    actor: person ?? GUEST,
    now: start - hoursAgo * HOUR_MS,
    requestId: SEED,
    address: SEED,
    caller: SEED,
  })
  const acting = (accountId: string, role: Person['role']): Person => ({
    kind: 'person',
    accountId,
    sessionId: SEED,
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

  const workers = await seedWorkers(at, acting(owner.id, 'personal'), employees)
  const leaver = await seedFormerColleague(at)
  const customers = await seedCustomers(at, staff, leaver)
  const [heir] = employees
  const manager = staff.find(({ role }) => role === 'manager')
  if (heir && manager) await seedHandover(at, customers, { manager: acting(manager.id, 'manager'), leaver, heir })
  await seedPlacements(at, customers, workers)
  await seedShortlist(at, customers, workers)
  await seedContent(at, acting(staff.find(({ role }) => role === 'operator')?.id ?? '', 'operator'))

  for (const role of ['manager', 'employee'] as const) {
    const host = staff.find((member) => member.role === role)
    if (host) await seedInterviews((hoursAgo) => at(acting(host.id, role), hoursAgo), start)
  }
}

/** One interview that is over, one that is open, and one tomorrow at ten in Beijing. */
async function seedInterviews(hostAt: (hoursAgo: number) => Ctx, start: number): Promise<void> {
  const room = (roomName: string, candidateName: string) => ({ roomName, candidateName, lobby: true })
  const past = await createRoom(hostAt(27), room('刘阿姨的视频面试', '刘秀英'))
  await endRoom(hostAt(26), past.roomId)
  const open = await createRoom(hostAt(0), room('王阿姨的视频面试', '王桂兰'))
  const tomorrowAtTen = startOfDay(start) + 34 * HOUR_MS
  const planned = await createRoom(hostAt(0), {
    ...room('陈女士家选月嫂', '张春梅'),
    scheduledAt: new Date(tomorrowAtTen).toISOString(),
  })
  for (const { roomId } of [open, planned])
    for (const role of ['worker', 'customer'] as const)
      await inviteToRoom(hostAt(0), roomId, { role, hours: 24, maxUses: 3 })
}
