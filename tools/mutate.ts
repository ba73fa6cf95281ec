import { execFileSync, spawnSync } from 'node:child_process'
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
import { dirname, join } from 'node:path'
import { ROOT } from './build/stale.ts'
import { type Guard, GUARDS } from './mutate/guards.ts'

/**
 * `npm run mutate`: takes guards away one by one and expects a test to turn red. It works on a copy of the repository, so
 * that nothing here changes even when it is stopped in the middle. Words of the name as arguments choose guards.
 */
const say = (text: string) => process.stdout.write(text)

/** The repository's own files, those included that are not committed yet. */
function ownFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  return list.split('\n').filter((path) => path && existsSync(join(ROOT, path)))
}

/** Links the installed packages of a folder; the links between our own packages stay inside the copy. */
function linkPackages(place: string, folder: string): void {
  const from = join(ROOT, folder, 'node_modules')
  const to = join(place, folder, 'node_modules')
  if (!existsSync(from)) return
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    if (name === '@qingpin') cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true })
    else symlinkSync(join(from, name), join(to, name))
  }
}

function copyRepository(): string {
  const place = mkdtempSync(join(tmpdir(), 'qingpin-mutate-'))
  const files = ownFiles()
  for (const path of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true })
    cpSync(join(ROOT, path), join(place, path))
  }
  const folders = files.filter((path) => path.endsWith('package.json')).map((path) => dirname(path))
  for (const folder of folders) linkPackages(place, folder)
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
  const args = ['run', '--reporter=json', `--outputFile=${report}`, ...tests]
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
  const path = join(place, file)
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
const place = copyRepository()
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
