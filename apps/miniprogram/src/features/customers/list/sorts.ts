export const SORTS = {
  plan: { label: '跟进时间', note: '该跟的在前，没约的在后', sortBy: 'nextFollowUpAt', sortOrder: 'asc' },
  newest: { label: '最新录入', note: '刚录入的在前', sortBy: 'createdAt', sortOrder: 'desc' },
  active: { label: '最近来往', note: '刚联系过的在前', sortBy: 'lastActivityAt', sortOrder: 'desc' },
  name: { label: '姓名', note: '同姓的排在一起', sortBy: 'name', sortOrder: 'asc' },
} as const

export type SortName = keyof typeof SORTS
