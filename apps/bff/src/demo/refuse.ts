import { oldestRequests } from '../audit/audit.repo.ts'
import { ConfigError } from '../config/config.ts'
import type { Deps } from '../context.ts'
import { findWorkingLogin } from '../features/auth/accounts.service.ts'
import { holdsDemoData } from '../features/ops/installation.service.ts'
import { DEMO_STAFF, SEED } from './people.ts'

/** What the seed calls its requests in the audit log, now and in earlier releases. */
const SEED_REQUESTS: readonly string[] = [SEED, 'demo-story']
/** The demo is seeded into an empty database, so that its rows are the oldest. */
const OLDEST_ROWS = 200

/**
 * Production does not start on the demo's data: its passwords are public, and its people are none. Earlier releases left
 * no note of it, but rows of the audit log, and passwords that are tried.
 */
export async function refuseDemoData(deps: Pick<Deps, 'db' | 'settings'>): Promise<void> {
  const { databaseUrl, dataDir } = deps.settings
  const where = databaseUrl ? 'DATABASE_URL leads to a database' : `DATA_DIR (${dataDir}) is a folder`
  const isSeeded = (await oldestRequests(deps, OLDEST_ROWS)).some((request) => SEED_REQUESTS.includes(request))
  if (isSeeded || (await holdsDemoData(deps)))
    throw new ConfigError([`${where} with the data of the demo, whose passwords are public; choose an empty one`])
  const login = await findWorkingLogin(deps, DEMO_STAFF)
  if (login !== undefined)
    throw new ConfigError([`${where} in which "${login}" has the password of the demo; choose an empty one`])
}
