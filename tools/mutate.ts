import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './build/stale.ts'
import { type Guard, GUARDS } from './mutate/guards.ts'

/**
 * `npm run mutate`: takes guards away one by one and expects a test to turn red. It works on a copy of the BFF, so that
 * nothing here changes even when it is stopped in the middle. Words of the name as arguments choose guards.
 */
const say = (text: string) => process.stdout.write(text)

/** Folders of the copy that are real: the mutated BFF, and the builders of its tests, which import it by name. */
const COPIES: Readonly<Record<string, readonly string[]>> = {
  'apps/bff': ['src', 'test', 'assets', 'package.json', 'tsconfig.json'],
  'packages/testing': ['src', 'package.json', 'tsconfig.json'],
}

/** Links the entries of a folder one by one; those that are there already stay. */
function linkEntries(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  const present = readdirSync(to)
  for (const name of readdirSync(from)) {
    if (!present.includes(name)) symlinkSync(join(from, name), join(to, name))
  }
}

/** A copy of what the BFF's tests need, with the installed packages linked. */
function copyBff(): string {
  const place = mkdtempSync(join(tmpdir(), 'qingpin-mutate-'))
  for (const [folder, parts] of Object.entries(COPIES)) {
    const modules = join(place, folder, 'node_modules')
    mkdirSync(join(modules, '@qingpin'), { recursive: true })
    for (const part of parts) cpSync(join(ROOT, folder, part), join(place, folder, part), { recursive: true })
    symlinkSync(join(place, 'apps/bff'), join(modules, '@qingpin/bff'))
    symlinkSync(join(place, 'packages/testing'), join(modules, '@qingpin/testing'))
    linkEntries(join(ROOT, folder, 'node_modules/@qingpin'), join(modules, '@qingpin'))
    linkEntries(join(ROOT, folder, 'node_modules'), modules)
  }
  linkEntries(join(ROOT, 'packages'), join(place, 'packages'))
  for (const part of ['node_modules', 'docs', 'tsconfig.base.json', 'package.json']) {
    symlinkSync(join(ROOT, part), join(place, part))
  }
  const config = `export default { test: { projects: [{ test: { name: 'bff', root: 'apps/bff', include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts', testTimeout: 120000, hookTimeout: 120000 } }] } }\n`
  writeFileSync(join(place, 'vitest.config.ts'), config)
  return place
}

interface Verdict {
  failed: number
  passed: number
  firstRed: string
}

function run(place: string, tests: readonly string[]): Verdict {
  const report = join(place, 'report.json')
  rmSync(report, { force: true })
  const args = ['run', '--reporter=json', `--outputFile=${report}`, ...tests.map((one) => `apps/bff/${one}`)]
  spawnSync(join(ROOT, 'node_modules/.bin/vitest'), args, { cwd: place, stdio: 'ignore' })
  if (!existsSync(report)) return { failed: 0, passed: 0, firstRed: '' }
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { status: string; fullName: string }[] }[]
  }
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  const red = results.filter(({ status }) => status === 'failed')
  const passed = results.filter(({ status }) => status === 'passed').length
  return { failed: red.length, passed, firstRed: red[0]?.fullName ?? '' }
}

/** Tests that do not run at all prove nothing: some must pass with the guard, and one fail without it. */
function judge(place: string, { name, file, guard, without, tests }: Guard): boolean {
  const path = join(place, 'apps/bff/src', file)
  const text = readFileSync(path, 'utf8')
  if (text.split(guard).length !== 2) {
    say(`without ${name}: the guard does not stand once in ${file}\n`)
    return false
  }
  writeFileSync(
    path,
    text.replace(guard, () => without),
  )
  const verdict = run(place, tests)
  writeFileSync(path, text)
  const red = verdict.failed > 0
  say(
    `without ${name}: ${red ? `red, ${verdict.failed} of ${verdict.failed + verdict.passed}: ${verdict.firstRed}` : 'GREEN'}\n`,
  )
  return red
}

const wanted = process.argv.slice(2)
const chosen = GUARDS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
const place = copyBff()
try {
  const whole = run(place, [...new Set(chosen.flatMap(({ tests }) => tests))])
  say(`with all guards: ${whole.passed} passed, ${whole.failed} failed\n`)
  const verdicts = whole.passed > 0 && whole.failed === 0 ? chosen.map((guard) => judge(place, guard)) : [false]
  const caught = verdicts.filter(Boolean).length
  say(`\n${caught} of ${chosen.length} guards are watched by a test\n`)
  process.exitCode = caught === chosen.length ? 0 : 1
} finally {
  rmSync(place, { recursive: true })
}
