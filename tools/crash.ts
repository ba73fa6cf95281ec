import { parseArgs } from 'node:util'
import { requirePostgres } from './check/postgres.ts'
import { crash, type CrashReport } from './crash/crash.ts'

/**
 * `node tools/crash.ts --times 20`: kills the server as often on SQLite and on PostgreSQL, and exits with 1 when
 * anything that was promised is lost or is there twice. `--seed` repeats the moments of another run.
 */
const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    engine: { type: 'string', default: 'both' },
  },
})
const [times, seed] = [Number(values.times), Number(values.seed)]

function summary({ engine, kills, seconds, promises, credited, interrupted, problems }: CrashReport): string {
  const { registrations, orders, chats, askedAgain } = promises
  return [
    `${engine}: killed ${kills} times in ${seconds} s`,
    `  promised   ${registrations.length} registrations, ${new Set(orders).size} orders, ${chats.length} conversations`,
    `  lost       ${askedAgain} replies, asked for again`,
    `  in the end ${credited} orders credited, ${interrupted} answers ended for a writer that was killed`,
    ...(problems.length === 0 ? ['  all of it is there, once'] : problems.map((problem) => `  WRONG: ${problem}`)),
    '',
  ].join('\n')
}

process.stdout.write(`seed ${seed}\n`)
const server = values.engine === 'sqlite' ? undefined : requirePostgres()
if (server && 'missing' in server) process.stdout.write(`pg: skipped, ${server.missing}\n`)
const engines = [...(values.engine === 'pg' ? [] : [undefined]), ...(server && 'bin' in server ? [server.bin] : [])]
for (const postgres of engines) {
  const report = await crash({ times, seed, postgres })
  process.stdout.write(summary(report))
  if (report.problems.length > 0) process.exitCode = 1
}
