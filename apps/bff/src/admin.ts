import { ConfigError, processSettings } from './config/config.ts'
import { GUEST } from './context.ts'
import { checkData, openDeps } from './deps.ts'
import { createFirstAdmin } from './features/staff/first-admin.service.ts'

const USAGE = `npm run admin -- create NAME
  creates the first admin, with a one-time password; run it with the environment of the server, which may be running`

const REFUSALS = {
  'admin-exists': 'There is an admin already, who creates further accounts in the app under 我的, 账号管理.',
  'name-taken': 'This user name belongs to another account. Choose another one.',
  'name-refused': 'A user name has 3 to 32 letters, digits or . _ -',
} as const

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

async function main([verb, name, ...rest]: string[]): Promise<void> {
  if (verb !== 'create' || name === undefined || rest.length > 0) fail(USAGE)
  const settings = processSettings()
  const deps = await openDeps(settings)
  await checkData(deps)
  const command = 'admin-command'
  const ctx = { ...deps, actor: GUEST, now: deps.clock(), requestId: command, address: command, caller: command }
  const outcome = await createFirstAdmin(ctx, name)
  await deps.db.close()
  if (typeof outcome === 'string') fail(REFUSALS[outcome])
  process.stdout.write(
    [
      `Created the admin "${name}".`,
      `One-time password: ${outcome.password}`,
      `Log in at ${settings.publicUrl} under 我的, 登录, 我是员工，用账号登录; a password of your own replaces it there.\n`,
    ].join('\n'),
  )
  process.exit(0)
}

main(process.argv.slice(2)).catch((error: unknown) =>
  fail(error instanceof ConfigError ? error.message : String((error as Error).stack)),
)
