import { findPostgres } from '../../packages/testing/src/cluster.ts'
import { installCommand, installPackages } from './debian.ts'

const PACKAGES = ['postgresql']

/** The server programs of PostgreSQL for the database tests: those that are here, or Debian's, where allowed. */
export function requirePostgres(): { bin: string } | { missing: string } {
  const bin = findPostgres() ?? (installPackages(PACKAGES) ? findPostgres() : undefined)
  return bin ? { bin } : { missing: `no PostgreSQL found; install it with: ${installCommand(PACKAGES)}` }
}
