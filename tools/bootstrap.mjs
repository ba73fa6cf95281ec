// Installs the workspace from plain npm, on a machine that may have nothing but Node >= 20.
// Plain JavaScript: it runs before any dependency exists.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const windows = process.platform === 'win32'
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lockfile = join(root, 'pnpm-lock.yaml')
const stamp = join(root, 'node_modules', '.bootstrap')
const pnpmVersion = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.pnpm

/** A hash of everything that decides what is installed. */
function fingerprint() {
  const files = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml']
  for (const name of readdirSync(join(root, 'tools/patches'))) files.push(`tools/patches/${name}`)
  for (const group of ['apps', 'packages']) {
    if (!existsSync(join(root, group))) continue
    for (const name of readdirSync(join(root, group))) files.push(`${group}/${name}/package.json`)
  }
  const hash = createHash('sha256')
  for (const file of files) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function versionOf(command) {
  const run = spawnSync(command, ['--version'], { encoding: 'utf8', shell: windows })
  return run.status === 0 ? run.stdout.trim() : ''
}

/** The Node that npm scripts will use: the one installed here, else the host's if it is new enough. */
function checkNode() {
  const shim = join(root, 'node_modules/.bin', windows ? 'node.cmd' : 'node')
  const local = existsSync(shim) ? versionOf(shim) : ''
  if (!local) {
    // A shim without its binary would shadow a good host.
    for (const name of ['node', 'node.cmd', 'node.ps1']) rmSync(join(root, 'node_modules/.bin', name), { force: true })
  }
  const version = local || process.version
  const [major, minor] = version.slice(1).split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return version
  console.error(
    `Node ${version} is too old (22.18 or newer is needed), and the package "node" could not be installed for ` +
      `${process.platform}-${process.arch}. Install Node 24 and run the command again.`,
  )
  process.exit(1)
}

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) process.exit(0)

const frozen = existsSync(lockfile)
const args = ['-y', `pnpm@${pnpmVersion}`, 'install', frozen ? '--frozen-lockfile' : '--no-frozen-lockfile']
const started = Date.now()
console.log(`[bootstrap] npx ${args.join(' ')}`)
// `CI` makes pnpm ask nothing when it replaces a node_modules that plain npm made.
const install = spawnSync('npx', args, {
  cwd: root,
  stdio: 'inherit',
  shell: windows,
  env: { ...process.env, CI: 'true' },
})
if (install.status !== 0) {
  console.error(
    '[bootstrap] The installation failed. If a package.json was changed, update the lockfile with:\n' +
      `  npx -y pnpm@${pnpmVersion} install --no-frozen-lockfile`,
  )
  process.exit(install.status ?? 1)
}
const version = checkNode()
writeFileSync(stamp, fingerprint())
console.log(`[bootstrap] done in ${((Date.now() - started) / 1000).toFixed(1)} s, Node ${version}`)
