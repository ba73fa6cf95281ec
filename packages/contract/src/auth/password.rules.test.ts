import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password.rules.ts'

describe('a newly chosen password', () => {
  it.each([
    ['', undefined, /请填/],
    ['short-1', undefined, /还差1位/],
    ['11111111', undefined, /同一个字符/],
    ['12345678', undefined, /很多人在用/],
    ['87654321', undefined, /很多人在用/],
    ['abcdefgh', undefined, /很多人在用/],
    ['12121212', undefined, /很多人在用/],
    ['abcabcabc', undefined, /很多人在用/],
    ['password', undefined, /很多人在用/],
    ['Password123!', undefined, /很多人在用/],
    ['P@ssw0rd', undefined, /很多人在用/],
    ['p4ssw0rd2026', undefined, /很多人在用/],
    ['admin123', undefined, /很多人在用/],
    ['Admin@2026', undefined, /很多人在用/],
    ['qwertyuiop', undefined, /很多人在用/],
    ['1q2w3e4r', undefined, /很多人在用/],
    ['1qaz2wsx', undefined, /很多人在用/],
    ['woaini1314', undefined, /很多人在用/],
    ['woaini520520', undefined, /很多人在用/],
    ['qingpin2026', undefined, /很多人在用/],
    ['chen.mo.2026', 'Chen.Mo', /用户名/],
    ['2026om.nehc', 'chen.mo', /用户名/],
  ])('may not be %j for %j', (text, username, sentence) => {
    expect(passwordProblem(text, username)).toMatch(sentence)
  })

  it.each([
    ['told-by-phone-7', 'lin.xiao'],
    ['correct-horse-9', 'admin'],
    ['我家门口有棵树呢', undefined],
    ['password-of-the-blue-door', undefined],
    ['chen.mo likes long walks', 'chen.mo'],
    ['k7mqpw2xh9rt', undefined],
    ['test-drive-on-tuesday', undefined],
  ])('may be %j for %j', (text, username) => {
    expect(passwordProblem(text, username)).toBeUndefined()
  })
})
