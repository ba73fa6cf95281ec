// What strangers see of a worker as staff does: a door of its own, so that they load nothing else of this folder.
export { DetailSkeleton } from '../detail/detail-skeleton'
export { ExperienceCard } from '../detail/experience-card'
export { HeadCard } from '../detail/head-card'
export { Hero } from '../detail/hero'
export { PraiseCard } from '../detail/praise-card'
export { NoteCard, SkillsCard } from '../detail/text-cards'
