export { guardAccount, notifyAccount } from './account-topic.ts'
export { append, eventRetention, expire, forget, type NewEvent, supersede } from './events.repo.ts'
export type { Reveal, TopicGuard, TopicGuards } from './topics.ts'
