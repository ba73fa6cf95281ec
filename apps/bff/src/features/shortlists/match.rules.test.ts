import { describe, expect, it } from 'vitest'
import {
  agesIn,
  byFit,
  compare,
  type Demand,
  placedOn,
  startWords,
  originsIn,
  tradesFor,
  type Worker,
  wordsOfLike,
} from './match.rules.ts'

const TODAY = '2026-11-20'
const aDemand = (over: Partial<Demand> = {}): Demand => ({
  serviceCategory: '月嫂',
  stayIn: null,
  salaryBudget: null,
  expectedStartDate: null,
  expectedDeliveryDate: null,
  ageRequirement: null,
  genderRequirement: null,
  originRequirement: null,
  educationRequirement: null,
  likes: null,
  ...over,
})
const aCandidate = (over: Partial<Worker> = {}): Worker => ({
  jobType: 'yuesao',
  gender: 'female',
  age: 48,
  education: 'middle',
  experienceYears: 9,
  experienceKnown: true,
  expectedSalary: 12_800,
  nativePlace: '河南信阳',
  skills: [],
  orderStatus: 'accepting',
  availability: 'available',
  texts: [],
  placed: undefined,
  ...over,
})
const told = (demand: Partial<Demand>, worker: Partial<Worker>, reader?: 'staff' | 'customer') => {
  const { reasons, gaps } = compare(aDemand(demand), aCandidate({ experienceKnown: false, ...worker }), TODAY, reader)
  return { reasons: reasons.map(({ text }) => text), gaps: gaps.map(({ text }) => text) }
}

describe('what is said of a worker', () => {
  it.each([
    [{ salaryBudget: 14_000 }, { expectedSalary: 12_800 }, ['价格在预算内'], []],
    [{ salaryBudget: 14_000 }, { expectedSalary: 15_800 }, [], ['要15800，超预算1800元']],
    [{ salaryBudget: 14_000 }, { expectedSalary: 0 }, [], ['要多少没有说，得问她']],
    [{ originRequirement: '江浙' }, { nativePlace: '浙江衢州' }, ['浙江衢州人'], []],
    [{ originRequirement: '江浙' }, {}, [], ['河南信阳人，想要江浙的']],
    [{ originRequirement: '江浙' }, { nativePlace: null }, [], ['籍贯没填']],
    [{ originRequirement: '不要河南' }, {}, [], []],
    [{ ageRequirement: '45岁以下' }, {}, [], ['48岁，大3岁']],
    [{ ageRequirement: '40-50岁' }, {}, ['48岁，合要求'], []],
    [{ ageRequirement: '年轻一点' }, {}, [], []],
    [{ genderRequirement: '女' }, { gender: 'male' }, [], ['是位师傅，男的']],
    [{ educationRequirement: '高中' }, {}, [], ['初中，没到高中']],
    [{ likes: ['带过早产儿'] }, {}, [], ['没写“带过早产儿”，得问她']],
    [{ likes: ['带过早产儿'] }, { skills: ['teshu-yinger'] }, ['带过早产儿：登记了特殊婴儿护理'], []],
    [{ likes: ['带过早产儿'] }, { texts: ['带过11个早产儿'] }, ['带过早产儿：简历里写到“早产儿”'], []],
    [{ stayIn: '不住家' }, {}, [], ['月嫂一般住家，不住家要问她']],
  ] as const)('%o of %o', (demand, worker, reasons, gaps) => {
    const said = told(demand as Partial<Demand>, worker as Partial<Worker>)
    expect(said.reasons.filter((text) => text !== '现在能接单')).toEqual(reasons)
    expect(said.gaps).toEqual(gaps)
  })

  it.each([
    [{ placed: { until: '2026-12-10' } }, ['12月10日下户，接得上'], []],
    [{ placed: { until: '2027-01-03' } }, [], ['1月3日才下户，晚16天']],
    [{ promisedFrom: '2026-12-01' }, [], ['12月1日起定了别家']],
    [{ placed: { until: '2026-12-10' }, promisedFrom: '2026-12-12' }, [], ['12月10日下户，12月12日起又定了别家']],
    [{ placed: { until: null } }, [], ['在户，哪天下户没定']],
    [{ placed: { until: '2026-11-01' } }, ['上一户到期了'], []],
    [{ orderStatus: 'on-service' }, [], ['在户，哪天下户要问她']],
    [{ orderStatus: 'not-accepting' }, [], ['现在不接单']],
    [{ availability: 'leave' }, [], ['在请假']],
    [{}, ['现在能接单'], []],
  ] as const)('of the start on 18 December: %o', (worker, reasons, gaps) => {
    expect(told({ expectedStartDate: '2026-12-18' }, worker as Partial<Worker>)).toEqual({ reasons, gaps })
  })

  it('addresses the customer where the customer reads it', () => {
    expect(told({ salaryBudget: 10_000 }, {}, 'customer').gaps).toEqual(['要12800，超您的预算2800元'])
  })

  it('names a near trade as a mismatch, unless both will do', () => {
    const worker = { jobType: 'baiban-yuer' }
    expect(told({ serviceCategory: '住家育儿嫂' }, worker).gaps).toEqual(['登记的是白班育儿，住家要问她'])
    expect(told({ serviceCategory: '住家育儿嫂', stayIn: '都可以' }, worker).gaps).toEqual([])
  })

  it('keeps every mismatch, and reasons as far as there is room', () => {
    const likes = ['会游泳', '会唱歌', '会下棋', '会拉琴', '会画画']
    const { reasons, gaps } = compare(aDemand({ likes, salaryBudget: 20_000 }), aCandidate(), TODAY)
    expect([reasons.length, gaps.length]).toEqual([1, 5])
  })
})

it('reads where she is on a day, and what comes after', () => {
  const spans = [
    { customerId: 'a', startsOn: '2026-12-20', endsOn: null },
    { customerId: 'b', startsOn: '2026-10-01', endsOn: '2026-12-01' },
  ]
  const known = { placed: { until: '2026-12-01' }, promisedFrom: '2026-12-20' }
  expect(placedOn(spans, '2026-11-20', 'c')).toEqual(known)
  expect(placedOn(spans, '2026-11-20', 'a')).toEqual({ ...known, withThemFrom: '2026-12-20' })
  expect(placedOn(spans, '2026-12-05', 'b').withThemFrom).toBeUndefined()
  expect(placedOn([], '2026-11-20', 'a')).toEqual({ placed: undefined, promisedFrom: undefined })
})

it('tells a family of its own worker that she comes to them, not that she is with another one', () => {
  const worker = aCandidate({ promisedFrom: '2026-12-20', withThemFrom: '2026-12-20' })
  expect(startWords(worker, TODAY, 'customer')).toBe('12月20日起到您家')
  expect(startWords({ ...worker, withThemFrom: TODAY }, TODAY)).toBe('就在这家做')
  const { reasons, gaps } = compare(aDemand(), worker, TODAY, 'customer')
  expect([reasons.some(({ text }) => text === '12月20日起到您家'), gaps.some(({ kind }) => kind === 'start')]).toEqual([
    true,
    false,
  ])
})

describe('reading a demand', () => {
  it.each([
    ['月嫂', ['yuesao']],
    ['住家育儿嫂', ['zhujia-yuer', 'baiban-yuer']],
    ['保洁', ['baojie']],
    [null, []],
  ])('%s asks for %o', (serviceCategory, trades) => expect(tradesFor({ serviceCategory })).toEqual(trades))

  it.each([
    ['江浙沪', ['江苏', '浙江', '上海']],
    ['四川人或重庆的', ['四川', '重庆']],
    ['除了东北都行', []],
    ['abc', []],
    [null, []],
  ])('the origin %s means %o', (text, places) => expect(originsIn(text)).toEqual(places))

  it.each([
    ['不超过50岁', { from: 0, to: 50 }],
    ['35到45', { from: 35, to: 45 }],
    ['40岁以上', { from: 40, to: 200 }],
    ['50左右', undefined],
  ])('the age %s means %o', (text, ages) => expect(agesIn(text)).toEqual(ages))

  it('looks for the matter of a like, not for the verb', () => {
    expect(wordsOfLike('会做酒酿圆子')).toEqual(['酒酿圆子'])
    expect(wordsOfLike('带过双胞胎')).toEqual(['双胞胎', '双胎', '龙凤胎'])
  })
})

it('puts those with fewer mismatches first', () => {
  const one = (id: string, gaps: number, reasons: number, updatedAt: number) => ({
    id,
    updatedAt,
    gaps: Array.from({ length: gaps }, () => ({ kind: 'like' as const, text: '' })),
    reasons: Array.from({ length: reasons }, () => ({ kind: 'like' as const, text: '' })),
  })
  const all = [one('a', 2, 3, 9), one('b', 0, 1, 1), one('c', 1, 2, 1), one('d', 1, 2, 2)]
  expect(all.toSorted(byFit).map(({ id }) => id)).toEqual(['b', 'd', 'c', 'a'])
})
