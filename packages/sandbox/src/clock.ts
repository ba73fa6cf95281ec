export interface ClockState {
  now: number
  offsetMs: number
  fixedAt: number | null
}

export interface Clock {
  now: () => number
  /** Runs with the machine's clock, ahead of it by so much, or behind it when negative. */
  setOffset: (ms: number) => void
  /** Stands still at this moment (epoch ms). */
  fix: (at: number) => void
  /** Moves the time forward, whether the clock runs or stands still. */
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
