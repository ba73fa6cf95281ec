import type { Deps } from '../deps.ts'
import { type Queue, Worker } from '../jobs/index.ts'
import { startSweeping } from '../features/assistant/index.ts'
import { planRoomEnding, roomEnding } from '../features/interviews/index.ts'
import { watchOrders } from '../features/orders/index.ts'
import { housekeeping, planHousekeeping } from './housekeeping.ts'

/** Everything that this process does without being asked by a client: a table of contents, like `app.ts` for requests. */
const queues: readonly Queue[] = [housekeeping, roomEnding]

/** Starts the work in the background; gives the way to stop it, which waits for what is under way. */
export async function startBackground(deps: Deps): Promise<() => Promise<void>> {
  const now = deps.clock()
  const at = { db: deps.db, now }
  await deps.db.tx((t) => planHousekeeping(t, at, now))
  await deps.db.tx((t) => planRoomEnding(t, at, now))
  const worker = new Worker(deps, queues)
  worker.start()
  startSweeping(deps)
  const stopWatching = watchOrders(deps)
  return async () => {
    await Promise.all([worker.stop(), stopWatching(), deps.background.stop()])
  }
}
