export interface ClockState {
  now: number
  offsetMs: number
  fixedAt: number | null
}

export interface Clock {
  now: () => number
  /** Runs with the machine, this much ahead of it (or behind). */
  setOffset: (ms: number) => void
  /** Stands still at this moment (epoch ms) until told otherwise. */
  fix: (at: number) => void
  /** Moves on from where it is, running or fixed. */
  advance: (ms: number) => void
  reset: () => void
  state: () => ClockState
}

export function createClock(machine: () => number = () => Date.now()): Clock {
  let offsetMs = 0
  let fixedAt: number | null = null
  const now = () => fixedAt ?? machine() + offsetMs
  return {
    now,
    setOffset: (ms) => {
      offsetMs = ms
      fixedAt = null
    },
    fix: (at) => {
      fixedAt = at
    },
    advance: (ms) => {
      if (fixedAt === null) offsetMs += ms
      else fixedAt += ms
    },
    reset: () => {
      offsetMs = 0
      fixedAt = null
    },
    state: () => ({ now: now(), offsetMs, fixedAt }),
  }
}
