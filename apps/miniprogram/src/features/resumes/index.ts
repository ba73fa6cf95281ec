export { useDraftStep } from './register/draft'
export { useMyResume } from './mine/my-resume'
export { MyResumeCard } from './mine/my-resume-card'
export { sayStatus } from './worker-facts/say-facts'
