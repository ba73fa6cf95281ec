export const PARTS = [
  { value: 'coming', label: '要参加的' },
  { value: 'past', label: '参加过的' },
] as const

export type Part = (typeof PARTS)[number]['value']
