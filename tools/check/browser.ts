import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installCommand, installPackages } from './debian.ts'

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const PACKAGES = ['chromium', 'fonts-noto-cjk']

export const findBrowser = (): string | undefined =>
  [process.env.CHROMIUM ?? '', ...CANDIDATES].find((path) => path !== '' && existsSync(path))

/** The headless shell of the same Chromium: no windows, so that each page costs half the CPU. */
const SHELL = '/usr/bin/chromium-headless-shell'

/** The browser for tests that need no windows of their own; the whole Chromium where there is no shell. */
export const findShell = (): string | undefined => (existsSync(SHELL) ? SHELL : findBrowser())

/** A Chromium to test with: the one that is here, or Debian's, installed when that is allowed. */
export function requireBrowser(): { path: string } | { missing: string } {
  const found = findBrowser()
  const font =
    !existsSync('/usr/bin/fc-list') ||
    /cjk|noto sans sc|source han/i.test(spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout ?? '')
  if (found && font) return { path: found }
  const installed = installPackages(PACKAGES) ? findBrowser() : undefined
  if (installed) return { path: installed }
  return found ? { path: found } : { missing: `no Chromium found; install it with: ${installCommand(PACKAGES)}` }
}
