export { useOverview } from './api'
export { passQuestion, isQuestionWaiting, takeQuestion } from './handoff'
