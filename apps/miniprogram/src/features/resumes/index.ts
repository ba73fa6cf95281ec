export { useDraftStep } from './register/draft'
export { MyResumeCard } from './mine/my-resume-card'
export { sayStatus } from './worker-facts/say-facts'
