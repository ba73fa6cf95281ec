import type { HttpBindings } from '@hono/node-server'
import { type Clock, createClock } from './clock.ts'
import { createFaults, type Faults } from './faults.ts'
import { createIds, type Ids } from './ids.ts'
import type { SandboxOptions } from './options.ts'
import { createRequests, type Requests } from './requests.ts'

/** The state that all services share. */
export interface World {
  options: SandboxOptions
  clock: Clock
  ids: Ids
  requests: Requests
  faults: Faults
}

/** The socket exists behind a real port only, not with `app.request()`. */
export interface Env {
  Bindings: Partial<HttpBindings> | undefined
}

export function createWorld(options: SandboxOptions): World {
  return {
    options,
    clock: createClock(),
    ids: createIds(options.seed),
    requests: createRequests(),
    faults: createFaults(options.seed),
  }
}
