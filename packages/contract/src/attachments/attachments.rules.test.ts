import { describe, expect, it } from 'vitest'
import { FILE_TYPES } from './attachments.enums.ts'
import { ENDINGS, FILE_RULES, fileProblem, MAX_FILE_BYTES, MEDIA_TYPES, READ_RULE } from './attachments.rules.ts'

describe('the rules for files', () => {
  it('know every kind of file of a resume, and let none be larger than any upload may be', () => {
    expect(Object.keys(FILE_RULES).toSorted()).toEqual(FILE_TYPES.map(({ value }) => value).toSorted())
    for (const { maxBytes } of Object.values(FILE_RULES)) expect(maxBytes).toBeLessThanOrEqual(MAX_FILE_BYTES)
  })

  it('know what the name of each medium ends in', () => {
    for (const medium of Object.values(MEDIA_TYPES)) expect(ENDINGS[medium].length).toBeGreaterThan(0)
  })

  it.each([
    [0, '这个文件是空的，请换一个。'],
    [1, undefined],
    [READ_RULE.maxBytes, undefined],
    [READ_RULE.maxBytes + 1, '文件最大5兆，这个有6兆。'],
  ])('a phone can say of %i bytes before it sends them: %s', (bytes, sentence) => {
    expect(fileProblem(READ_RULE, bytes)).toBe(sentence)
  })
})
