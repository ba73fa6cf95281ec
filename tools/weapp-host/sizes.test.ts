import { describe, expect, it } from 'vitest'
import { outputOf } from '../build/stale.ts'
import { firstLoad, mainCode, sizeProblems } from './sizes.ts'

const kB = 1000

describe('the WeChat build', () => {
  it('keeps every package within its budget', () => {
    expect(sizeProblems(outputOf('weapp'))).toEqual([])
  })

  it('has no schema library and no video SDK in the main package', () => {
    const code = mainCode(outputOf('weapp'))
    expect(code.length).toBeGreaterThan(100 * kB)
    expect(code).not.toMatch(/invalid_union|ZodError|unrecognized_keys/)
    expect(code).not.toMatch(/ZegoExpressEngine/)
  })
})

describe('the H5 build', () => {
  it('needs at most 200 kB, gzipped, before the first screen', () => {
    expect(firstLoad(outputOf('h5'))).toBeLessThanOrEqual(200 * kB)
  })
})
