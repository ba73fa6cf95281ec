export const SORTS = {
  newest: { label: '最新登记', note: '刚登记的在前', sortBy: 'createdAt', sortOrder: 'desc' },
  changed: { label: '最近更新', note: '刚改过的在前', sortBy: 'updatedAt', sortOrder: 'desc' },
  age: { label: '年龄', note: '年轻的在前', sortBy: 'age', sortOrder: 'asc' },
  experience: { label: '经验', note: '年头长的在前', sortBy: 'experienceYears', sortOrder: 'desc' },
  phone: { label: '手机尾号', note: '尾号小的在前，没手机号的最先', sortBy: 'phone', sortOrder: 'asc' },
  pay: { label: '期望薪资', note: '要得少的在前，面议的最先', sortBy: 'expectedSalary', sortOrder: 'asc' },
} as const

export type SortName = keyof typeof SORTS
