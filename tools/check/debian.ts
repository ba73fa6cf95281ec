import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const run = (args: string[]) =>
  spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status ===
  0

/** Installs Debian packages where that is allowed: as root on Debian. False where it is not, or did not work. */
export function installPackages(packages: readonly string[]): boolean {
  const allowed = existsSync('/etc/debian_version') && process.getuid?.() === 0
  return allowed && run(['update', '-qq']) && run(['install', '-y', '-qq', ...packages])
}

/** What a person types to get them. */
export const installCommand = (packages: readonly string[]): string => `apt-get install -y ${packages.join(' ')}`
