import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

const VERSION = '2.1.42'
/** 300 MB that few need: outside the repository, shared by all its copies. */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), `qingpin/miniprogram-ci-${VERSION}`)

/** Where WeChat's own compiler is; fetched the first time. */
function officialCompiler(): string {
  const compiler = join(CACHE, 'node_modules/miniprogram-ci')
  if (existsSync(join(CACHE, 'complete'))) return compiler
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(join(CACHE, 'package.json'), '{ "private": true }')
  const install = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--save-exact',
    `miniprogram-ci@${VERSION}`,
  ]
  const { status } = spawnSync('npm', install, { cwd: CACHE, stdio: 'inherit' })
  if (status !== 0) throw new Error(`miniprogram-ci ${VERSION} could not be fetched`)
  writeFileSync(join(CACHE, 'complete'), '')
  return compiler
}

export type Compiled = { problem: string } | { files: number; sizes: unknown; sizesOk: boolean }

/** Compiles a copy of a build with WeChat's own compiler, offline and without a key. */
export function compileOfficially(dist: string): Compiled {
  const compiler = officialCompiler()
  const folder = mkdtempSync(join(tmpdir(), 'qingpin-weapp-'))
  try {
    cpSync(dist, join(folder, 'dist'), { recursive: true })
    const config = { appid: 'wx0123456789abcdef', miniprogramRoot: 'dist/', compileType: 'miniprogram', setting: {} }
    writeFileSync(join(folder, 'project.config.json'), JSON.stringify(config))
    const script = join(import.meta.dirname, 'compile.cjs')
    const run = spawnSync(process.execPath, [script, compiler, folder], { encoding: 'utf8', timeout: 180_000 })
    const last = run.stdout.trim().split('\n').at(-1) ?? ''
    return last.startsWith('{')
      ? (JSON.parse(last) as Compiled)
      : { problem: run.stderr || 'the compiler said nothing' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
