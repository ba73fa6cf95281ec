import { describe, expect, it } from 'vitest'
import { createClock } from './clock.ts'

function machineTime() {
  let now = 1_000
  return { now: () => now, pass: (ms: number) => (now += ms) }
}

describe('the clock', () => {
  it('runs with the machine when it is offset, so a moved sandbox still ages codes', () => {
    const machine = machineTime()
    const clock = createClock(machine.now)
    clock.setOffset(500)
    machine.pass(10)
    expect(clock.now()).toBe(1_510)
  })

  it('stands still when it is fixed, and can be advanced by hand', () => {
    const machine = machineTime()
    const clock = createClock(machine.now)
    clock.fix(5_000)
    machine.pass(10)
    clock.advance(1)
    expect(clock.state()).toEqual({ now: 5_001, offsetMs: 0, fixedAt: 5_001 })
  })

  it('follows the machine again after a reset', () => {
    const clock = createClock(machineTime().now)
    clock.advance(7)
    clock.fix(9)
    clock.reset()
    expect(clock.state()).toEqual({ now: 1_000, offsetMs: 0, fixedAt: null })
  })
})
