import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../build/stale.ts'
import { failuresOf } from './vitest.ts'

const failed = (fullName: string, why: string) => ({ fullName, status: 'failed', failureMessages: [why] })

describe('what failed', () => {
  it('is named by file, test and first line', () => {
    const passed = { fullName: 'adds', status: 'passed', failureMessages: [] }
    const file = { name: join(ROOT, 'a/b.test.ts'), message: '' }
    const testResults = [
      { ...file, status: 'failed', assertionResults: [passed, failed('counts', 'Error: one too many\n    at b')] },
      { name: join(ROOT, 'c.test.ts'), status: 'passed', message: '', assertionResults: [passed] },
    ]
    expect(failuresOf({ testResults })).toEqual(['a/b.test.ts: counts: Error: one too many'])
  })

  it('is the file itself when it could not run', () => {
    const testResults = [
      { name: join(ROOT, 'd.test.ts'), status: 'failed', message: 'Cannot find module', assertionResults: [] },
    ]
    expect(failuresOf({ testResults })).toEqual(['d.test.ts: Cannot find module'])
  })
})
