import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const INSTALL = 'apt-get install -y chromium fonts-noto-cjk'

export const findBrowser = (): string | undefined =>
  [process.env.CHROMIUM ?? '', ...CANDIDATES].find((path) => path !== '' && existsSync(path))

const run = (program: string, args: string[]) =>
  spawnSync(program, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0

/** A Chromium to test with: the one that is here, or Debian's, installed when that is allowed. */
export function requireBrowser(): { path: string } | { missing: string } {
  const found = findBrowser()
  const font =
    !existsSync('/usr/bin/fc-list') ||
    /cjk|noto sans sc|source han/i.test(spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout ?? '')
  if (found && font) return { path: found }
  const debianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (
    debianRoot &&
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'])
  ) {
    const installed = findBrowser()
    if (installed) return { path: installed }
  }
  return found ? { path: found } : { missing: `no Chromium found; install it with: ${INSTALL}` }
}
