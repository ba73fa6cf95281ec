import { RESUME_STATUSES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { describe, expect, it } from 'vitest'
import { formatStatus } from '../format'
import type { Consent, Share, Visibility } from './api'
import {
  mySwitch,
  formatConsent,
  formatListed,
  formatMine,
  formatUntil,
  formatViews,
  whyNoShare,
} from './format-publicity'

const NOW = Date.parse('2026-11-26T04:00:00Z')
const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString()

const yes: Consent = { field: 'listed', agreed: true, by: 'staff', byName: '林晓', note: '当面同意', at: at(-2) }
const open: Visibility = {
  listed: true,
  draft: false,
  hiddenAt: null,
  unlistedAt: null,
  unlistedFor: null,
  consents: [yes],
}
/** Why she is not listed. */
const byStaff = { unlistedAt: at(-1), unlistedFor: 'staff' as const }
const unasked = { listed: false, unlistedAt: at(-1), unlistedFor: 'no-consent' as const, consents: [] }

describe('whether strangers find her', () => {
  it.each([
    [open, '公开中', '公开中'],
    [{ ...open, listed: false, draft: true }, '还没上架', '还没公开'],
    [{ ...open, listed: false, draft: true, consents: [] }, '还没上架', '没有公开'],
    [{ ...open, ...unasked }, '没有上架', '没有公开'],
    [{ ...open, listed: false, hiddenAt: at(-1) }, '她自己不公开', '您关了公开'],
    [{ ...open, listed: false, ...byStaff }, '已经下架', '经纪人暂时收起来了'],
    // What she says herself goes first: staff cannot undo it.
    [{ ...open, listed: false, ...byStaff, hiddenAt: at(-1) }, '她自己不公开', '您关了公开'],
  ])('%j is shown to staff as %s and to her as %s', (visibility, staff, hers) => {
    expect([formatListed(visibility, NOW).title, formatMine(visibility).title]).toEqual([staff, hers])
  })
})

describe('the state of her file, beside whether she is found', () => {
  const hiddenAt = at(-1)
  const draft = { ...open, listed: false, draft: true }
  const shut = { ...open, listed: false }

  it.each([
    ['draft', draft, '待审核', '还没上架', '已收到', '还没公开'],
    ['draft', { ...draft, hiddenAt }, '待审核', '她自己不公开', '已收到', '您关了公开'],
    ['pending', open, '已建档', '公开中', '已建档', '公开中'],
    ['pending', { ...shut, hiddenAt }, '已建档', '她自己不公开', '已建档', '您关了公开'],
    ['pending', { ...shut, ...byStaff }, '已建档', '已经下架', '已建档', '经纪人暂时收起来了'],
    ['pending', { ...shut, ...byStaff, hiddenAt }, '已建档', '她自己不公开', '已建档', '您关了公开'],
  ])('agrees with the status: %s, %j', (status, visibility, file, listed, tag, mine) => {
    expect([labelOf(RESUME_STATUSES, status), formatListed(visibility, NOW).title]).toEqual([file, listed])
    expect([formatStatus(status).tag, formatMine(visibility).title]).toEqual([tag, mine])
  })

  it('names for staff the other reasons why a hidden resume would not be public', () => {
    const texts = [
      { ...draft, hiddenAt },
      { ...shut, ...byStaff, hiddenAt },
      { ...shut, hiddenAt },
    ]
    expect(texts.map((one) => formatListed(one, NOW).text.split('只有她能改回来')[1])).toEqual([
      '。资料也还没审核',
      '。我们也下架了',
      '',
    ])
  })

  it('tells staff what is missing, and her that the switch is her word', () => {
    expect(formatListed({ ...open, ...unasked }, NOW).text).toBe('没有记录本人同意，问过她再上架')
    expect(formatListed({ ...open, listed: false, draft: true, consents: [] }, NOW).text).toContain('问过她本人')
    expect(formatMine({ ...open, ...unasked }).text).toContain('打开它就是同意公开')
  })

  it('does not claim that staff has reviewed the resume, which no data proves', () => {
    const said = [formatStatus('draft'), formatStatus('pending'), ...[draft, open].map((one) => formatMine(one))]
    expect(JSON.stringify(said)).not.toMatch(/看过了|正在看|还没看/)
  })
})

describe('her own switch', () => {
  it.each([
    ['on while she is found', open, { on: true, hers: true }],
    [
      'on before staff has looked where she agreed, for then she is found',
      { ...open, listed: false, draft: true },
      { on: true, hers: true },
    ],
    ['off before she has agreed', { ...open, listed: false, draft: true, consents: [] }, { on: false, hers: true }],
    ['off and hers where staff entered her without consent', { ...open, ...unasked }, { on: false, hers: true }],
    ['off while she hides', { ...open, listed: false, hiddenAt: at(-1) }, { on: false, hers: true }],
    ['off and shut where staff took her down', { ...open, listed: false, ...byStaff }, { on: false, hers: false }],
    ['hers where both did', { ...open, listed: false, hiddenAt: at(-1), ...byStaff }, { on: false, hers: true }],
  ])('is %s', (_, visibility, shown) => {
    expect(mySwitch(visibility)).toEqual(shown)
  })
})

describe('a share that is not possible', () => {
  it('says why, and what to do about it with the permission', () => {
    const draft = { ...open, listed: false, draft: true }
    expect(whyNoShare(draft, true)).toBe('先打开上面的上架开关')
    expect(whyNoShare(draft, false)).toBe('上架了才能分享')
    expect(whyNoShare({ ...draft, hiddenAt: at(-1) }, true)).toBe('她自己不公开，现在不能分享')
  })
})

describe('what was agreed to', () => {
  const consent: Consent = { field: 'name', agreed: false, by: null, byName: null, note: null, at: null }

  it.each([
    [consent, '只写姓，比如王阿姨'],
    [{ ...consent, agreed: true, by: 'worker' as const, at: at(-1) }, '本人今天11:00同意'],
    [
      { ...consent, agreed: true, by: 'staff' as const, byName: '林晓', note: '当面同意', at: at(-24) },
      '林晓昨天12:00记下：当面同意',
    ],
    [{ ...consent, by: 'worker' as const, at: at(0) }, '只写姓，比如王阿姨，本人今天12:00定的'],
  ])('%j reads as %s', (one, said) => {
    expect(formatConsent(one, NOW)).toBe(said)
  })
})

describe('a link', () => {
  const share = { state: 'open', expireAt: at(3), revokedAt: null, views: 0, lastViewedAt: null } as unknown as Share

  it.each([
    [share, '今天15:00前能看'],
    [{ ...share, expireAt: at(24) }, '明天12:00前能看'],
    [{ ...share, expireAt: at(72) }, '11月29日 12:00前能看'],
    [{ ...share, state: 'expired' as const, expireAt: at(-2) }, '今天10:00过期'],
    [{ ...share, state: 'revoked' as const, revokedAt: at(-1) }, '今天11:00收回'],
  ])('%j says until when', (one, said) => {
    expect(formatUntil(one, NOW)).toBe(said)
  })

  it('counts looks', () => {
    expect(formatViews(share, NOW)).toBe('还没人看过')
    expect(formatViews({ ...share, views: 3, lastViewedAt: at(-1) }, NOW)).toBe('3人次看过，最近今天11:00')
  })
})
