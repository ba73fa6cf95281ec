import { can, type Permission, type Role, ROLES, type StaffRole } from '@qingpin/contract/core/policy'
import {
  customerScope,
  mayAnswerTransfer,
  mayGiveLevel,
  mayMerge,
  mayRelease,
  maySign,
} from '@qingpin/contract/customers/customers.policy'
import { aCustomer } from '@qingpin/testing/customers'
import { aPhone, ENGINES, START, type StaffLogin, useApp } from '@qingpin/testing/harness'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../src/db/ids.ts'

/** What a viewer has to do with a customer. */
interface Standing {
  readonly owns?: true
  readonly created?: true
  readonly unassigned?: true
  readonly inPool?: true
  readonly removed?: 'deleted' | 'merged'
}
const STANDINGS = {
  owned: { owns: true },
  'entered and handed on': { created: true },
  "somebody else's": {},
  unassigned: { unassigned: true },
  'in the pool': { inPool: true },
  'owned before, in the pool': { created: true, inPool: true },
  deleted: { owns: true, created: true, removed: 'deleted' },
  merged: { owns: true, created: true, removed: 'merged' },
} as const satisfies Record<string, Standing>
type Name = keyof typeof STANDINGS
const NAMES = Object.keys(STANDINGS) as Name[]

type Outcome = 'done' | 'NOT_FOUND' | 'FORBIDDEN' | 'ALREADY_CLAIMED' | 'TRANSFER_NOT_NEEDED'

/** By the policy alone: whether the customer is in what the role sees. */
function sees(role: Role, { owns, created, inPool, removed }: Standing): boolean {
  if (!can(role, 'customer:view') || inPool || removed) return false
  switch (customerScope(role)) {
    case 'all':
      return true
    case 'assigned':
      return owns === true
    case 'assigned-or-created':
      return owns === true || created === true
    case 'none':
      return false
  }
}

/** What a call comes to that needs a permission, a customer that one sees, and at last a right of its own. */
const outcomeOf = (role: Role, needs: Permission, isSeen: boolean, may = true): Outcome => {
  if (!can(role, needs)) return 'FORBIDDEN'
  if (!isSeen) return 'NOT_FOUND'
  return may ? 'done' : 'FORBIDDEN'
}

interface Cell {
  readonly id: string
  readonly phone: string
  readonly version: number
  readonly viewer: { readonly id: string; readonly token: string }
}
interface Act {
  readonly expected: (role: Role, standing: Standing) => Outcome
  readonly run: (cell: Cell) => Promise<string>
}

describe.each(ENGINES)('the customers matrix on %s', (engine) => {
  const app = useApp(engine)
  const viewers = new Map<Role, { id: string; token: string }>()
  let other: StaffLogin
  let template: typeof app.db.s.customers.$inferSelect

  beforeAll(async () => {
    for (const role of ROLES) {
      viewers.set(role, role === 'personal' ? await app.aPerson() : await app.aStaff(role as StaffRole))
    }
    other = await app.aStaff('employee')
    await app.as(other.token)('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
    const [row] = await app.db.q.select().from(app.db.s.customers)
    if (row) template = row
  })

  let serial = 0
  /** Writes a customer of this standing straight into the table: some roles could not come to it by themselves. */
  async function enter(role: Role, standing: Standing): Promise<Cell & { name: string; customerNo: string }> {
    const viewer = viewers.get(role)
    if (!viewer) throw new Error(`there is no ${role}`)
    const phone = aPhone()
    const customerNo = `CUS9${String(++serial).padStart(10, '0')}`
    const id = newId(START)
    const owner = standing.owns ? viewer.id : other.id
    const row = {
      ...template,
      id,
      customerNo,
      name: `矩阵${serial}号`,
      phoneHash: app.deps.cipher.hash('phone', phone),
      phoneSealed: app.deps.cipher.seal('phone', phone),
      createdBy: standing.created ? viewer.id : other.id,
      assignedTo: standing.unassigned || standing.inPool ? null : owner,
      inPublicPool: standing.inPool === true,
      removedAt: standing.removed ? START : null,
      removedBy: standing.removed ? other.id : null,
      mergedInto: standing.removed === 'merged' ? template.id : null,
    }
    await app.db.tx(function* (t) {
      yield t.insert(app.db.s.customers).values(row)
    })
    return { id, phone, version: row.version, viewer, name: row.name, customerNo }
  }

  const codeOf = async ({ viewer }: Cell, method: string, path: string, body?: object): Promise<string> => {
    const { json } = await app.raw(method, path, { token: viewer.token, ...(body ? { body } : {}) })
    return json.success ? 'done' : json.code
  }

  /** Every way in which one customer is read. */
  const READS: Readonly<Record<string, (cell: Cell) => Promise<string>>> = {
    detail: (cell) => codeOf(cell, 'GET', `/api/customers/miniprogram/${cell.id}`),
    timeline: (cell) => codeOf(cell, 'GET', `/api/customers/miniprogram/${cell.id}/timeline`),
    'follow-ups': (cell) => codeOf(cell, 'GET', `/api/customers/miniprogram/${cell.id}/follow-ups`),
    'changes of owner': (cell) => codeOf(cell, 'GET', `/api/customers/miniprogram/${cell.id}/assignment-logs`),
    reminders: (cell) => codeOf(cell, 'GET', `/api/customers/miniprogram/${cell.id}/reminders`),
    requests: (cell) => codeOf(cell, 'GET', `/api/customers/miniprogram/${cell.id}/transfer-requests`),
    placements: (cell) => codeOf(cell, 'GET', `/api/placements/of-customer/${cell.id}`),
    matches: (cell) => codeOf(cell, 'GET', `/api/shortlists/matches/${cell.id}`),
    number: (cell) => codeOf(cell, 'POST', `/api/customers/miniprogram/${cell.id}/reveal`, { field: 'phone' }),
  }

  const ACTS: Readonly<Record<string, Act>> = {
    edit: {
      expected: (role, standing) => outcomeOf(role, 'customer:edit', sees(role, standing)),
      run: (cell) => codeOf(cell, 'PATCH', `/api/customers/miniprogram/${cell.id}`, { remarks: '改一下' }),
    },
    'level O': {
      expected: (role, standing) => outcomeOf(role, 'customer:edit', sees(role, standing), mayGiveLevel(role, 'O类')),
      run: (cell) => codeOf(cell, 'PATCH', `/api/customers/miniprogram/${cell.id}`, { leadLevel: 'O类' }),
    },
    sign: {
      expected: (role, standing) =>
        outcomeOf(role, 'customer:edit', sees(role, standing), maySign(role, standing.owns === true)),
      run: (cell) => codeOf(cell, 'PATCH', `/api/customers/miniprogram/${cell.id}`, { contractStatus: '已签约' }),
    },
    'follow up': {
      expected: (role, standing) => outcomeOf(role, 'customer:edit', sees(role, standing)),
      run: (cell) =>
        codeOf(cell, 'POST', `/api/customers/miniprogram/${cell.id}/follow-ups`, { type: 'phone', content: '聊过了' }),
    },
    assign: {
      expected: (role, standing) => outcomeOf(role, 'customer:assign', sees(role, standing)),
      run: (cell) => codeOf(cell, 'PATCH', `/api/customers/miniprogram/${cell.id}/assign`, { assignedTo: other.id }),
    },
    'assign many': {
      expected: (role, standing) => outcomeOf(role, 'customer:assign', sees(role, standing)),
      async run({ id, viewer }) {
        const body = { ids: [id], assignedTo: other.id }
        const { json } = await app.raw('POST', '/api/customers/assign-many', { token: viewer.token, body })
        if (!json.success) return json.code
        return json.data.results[0].result === 'gone' ? 'NOT_FOUND' : 'done'
      },
    },
    release: {
      expected: (role, standing) =>
        outcomeOf(role, 'customer:edit', sees(role, standing), mayRelease(role, standing.owns === true)),
      run: (cell) =>
        codeOf(cell, 'POST', `/api/customers/miniprogram/${cell.id}/release-to-pool`, { reason: '先不跟了' }),
    },
    claim: {
      expected(role, { inPool, removed }) {
        const outcome = outcomeOf(role, 'customer:edit', removed === undefined)
        return outcome === 'done' && !inPool ? 'ALREADY_CLAIMED' : outcome
      },
      run: (cell) => codeOf(cell, 'POST', `/api/customers/pool/${cell.id}/claim`),
    },
    delete: {
      expected: (role, { removed }) => outcomeOf(role, 'customer:remove', removed === undefined),
      run: (cell) => codeOf(cell, 'POST', `/api/customers/miniprogram/${cell.id}/delete`, { reason: '录错了' }),
    },
    restore: {
      expected: (role, { removed }) =>
        outcomeOf(role, 'customer:edit', removed === 'deleted', can(role, 'customer:remove')),
      async run(cell) {
        const code = await codeOf(cell, 'POST', `/api/customers/removed/${cell.id}/restore`)
        // The merged one of this table has no merge behind it: how one is taken back is the test of merging.
        return code === 'REMOVAL_FINAL' ? 'NOT_FOUND' : code
      },
    },
    'merge into it': {
      expected: (role, standing) =>
        outcomeOf(role, 'customer:edit', sees(role, standing), mayMerge(role, standing.owns === true)),
      run: (cell) => mergeWithOwn(cell, (own) => ({ keptId: cell.id, mergedId: own.id })),
    },
    'merge it into another': {
      expected(role, standing) {
        const fromPool = standing.inPool === true && mayMerge(role, false)
        const isSeen = sees(role, standing) || fromPool
        return outcomeOf(role, 'customer:edit', isSeen, mayMerge(role, standing.owns === true))
      },
      run: (cell) => mergeWithOwn(cell, (own) => ({ keptId: own.id, mergedId: cell.id })),
    },
    'ask for it': {
      expected(role, { owns, inPool, removed }) {
        if (!can(role, 'customer:create')) return 'FORBIDDEN'
        // The number of a merged one leads to the one that was kept, which is a colleague's.
        if (removed === 'merged') return 'done'
        return owns || inPool || removed ? 'TRANSFER_NOT_NEEDED' : 'done'
      },
      run: (cell) => codeOf(cell, 'POST', '/api/customers/transfer-requests', { phone: cell.phone }),
    },
    'answer a request': {
      expected(role, { owns, removed }) {
        if (!can(role, 'customer:edit')) return 'FORBIDDEN'
        return !removed && mayAnswerTransfer(role, owns === true) ? 'done' : 'NOT_FOUND'
      },
      async run(cell) {
        const request = newId(START)
        await app.db.tx(function* (t) {
          yield t.insert(app.db.s.customerTransfers).values({
            id: request,
            customerId: cell.id,
            askerId: other.id,
            state: 'open',
            message: null,
            createdAt: START,
            expiresAt: app.ctx().now + 1000,
          })
        })
        return codeOf(cell, 'POST', `/api/customers/transfer-requests/${request}/answer`, { accept: true })
      },
    },
  }

  async function mergeWithOwn(cell: Cell, idsOf: (own: Cell) => object): Promise<string> {
    const role = ROLES.find((one) => viewers.get(one) === cell.viewer) ?? 'personal'
    const own = await enter(role, STANDINGS.owned)
    return codeOf(cell, 'POST', '/api/customers/merge', {
      ...idsOf(own),
      keptVersion: template.version,
      mergedVersion: template.version,
    })
  }

  describe.each(ROLES)('%s', (role) => {
    it.each(NAMES)('reads one that is %s in the same places or in none', async (name) => {
      const standing: Standing = STANDINGS[name]
      const one = await enter(role, standing)
      const { token } = one.viewer
      const isSeen = sees(role, standing)
      const outcome = outcomeOf(role, 'customer:view', isSeen)
      for (const [place, read] of Object.entries(READS)) {
        expect([place, await read(one)]).toEqual([place, outcome])
      }

      const search = `search=${encodeURIComponent(one.name)}`
      const get = async (path: string) => (await app.raw('GET', path, { token })).json
      const [list, statistics] = [
        await get(`/api/customers/miniprogram/list?${search}`),
        await get(`/api/customers/miniprogram/statistics?${search}`),
      ]
      const exported = await app.raw('GET', `/api/customers/export?format=csv&${search}`, { token })
      if (!can(role, 'customer:view')) {
        const refusals = [list.code, statistics.code, exported.json.code]
        expect(refusals).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
        return
      }
      const found = isSeen ? 1 : 0
      expect([list.data.customers.length, list.data.total, list.data.counts.all]).toEqual([found, found, found])
      expect([statistics.data.total, statistics.data.byContractStatus]).toEqual([found, isSeen ? { 匹配中: 1 } : {}])
      expect(String(exported.json).match(/CUS\d{11}/g) ?? []).toEqual(isSeen ? [one.customerNo] : [])

      const pool = await get(`/api/customers/pool?${search}`)
      expect([pool.data.total, pool.data.items.length]).toEqual(standing.inPool ? [1, 1] : [0, 0])
      const removed = await get(`/api/customers/removed?${search}`)
      expect(removed.data.items.length).toBe(standing.removed && can(role, 'customer:remove') ? 1 : 0)
    })

    it.each(Object.keys(ACTS))('may %s by the policy, whatever the customer is to them', async (act) => {
      const { expected, run } = ACTS[act] as Act
      for (const name of NAMES) {
        const cell = await enter(role, STANDINGS[name])
        expect([name, await run(cell)]).toEqual([name, expected(role, STANDINGS[name])])
      }
    })
  })
})
