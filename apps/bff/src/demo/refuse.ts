import { ConfigError } from '../config/config.ts'
import type { Deps } from '../context.ts'
import { findWorkingLogin } from '../features/auth/accounts.service.ts'
import { holdsDemoData } from '../features/ops/installation.service.ts'
import { DEMO_STAFF } from './people.ts'

/**
 * Production does not start on the demo's data: its passwords are public. Releases before this one left no note of it, so
 * the passwords themselves are tried.
 */
export async function refuseDemoData(deps: Pick<Deps, 'db' | 'settings'>): Promise<void> {
  const { databaseUrl, dataDir } = deps.settings
  const where = databaseUrl ? 'DATABASE_URL leads to a database' : `DATA_DIR (${dataDir}) is a folder`
  if (await holdsDemoData(deps))
    throw new ConfigError([`${where} with the data of the demo, whose passwords are public; choose an empty one`])
  const login = await findWorkingLogin(deps, DEMO_STAFF)
  if (login !== undefined)
    throw new ConfigError([`${where} in which "${login}" has the password of the demo; choose an empty one`])
}
