import type { SeedCustomer } from './customer-seed.ts'

/** Customers of a colleague who has left; another one goes on with them. */
export const FORMER_CUSTOMERS: readonly SeedCustomer[] = [
  {
    owner: 'former',
    hasPhone: true,
    wechatId: null,
    name: '谢女士',
    leadSource: '转介绍',
    contractStatus: '签约中',
    leadLevel: 'A类',
    serviceCategory: '住家育儿嫂',
    salaryBudget: 9500,
    startsInDays: -5,
    area: '滨江',
    remarks: '宝宝10个月，怕生',
    hoursAgo: 500,
    notes: [
      [470, 'phone', '产假快休完了，想找能住家的，宝宝怕生。', [-16]],
      [300, 'visit', '到店见了周阿姨，宝宝肯让她抱，等先生定。', null],
    ],
  },
  {
    owner: 'former',
    hasPhone: true,
    wechatId: null,
    name: '曹先生',
    leadSource: '官网',
    contractStatus: '匹配中',
    leadLevel: 'B类',
    serviceCategory: '住家护老',
    salaryBudget: 7500,
    startsInDays: 12,
    area: '西湖',
    remarks: '母亲膝盖刚做完手术',
    hoursAgo: 420,
    notes: [[400, 'phone', '母亲下月出院，要会陪做康复的。', [3, 10]]],
  },
]
