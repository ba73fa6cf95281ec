export { FirstWorkers } from './first-workers'
export {
  formatIsoDay,
  formatPaperDay,
  formatPayWords,
  formatWorkPeriod,
  formatTags,
  formatTrade,
  formatYears,
} from './format'
export { DetailSkeleton } from './worker/detail-skeleton'
export { EvaluationsCard } from './worker/evaluations-card'
export { ExperienceCard } from './worker/experience-card'
export { HeadCard } from './worker/head-card'
export { Hero } from './worker/hero'
export { NoteCard, SkillsCard } from './worker/text-cards'
