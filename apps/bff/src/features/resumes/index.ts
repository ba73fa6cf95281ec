export { countAccepting, countResumes, summaryOf } from './resumes.numbers.ts'
export { indexMending, mendResumeIndex } from './resumes.words.ts'
export { takeDownText } from './resumes.texts.ts'
export { resumeHandlers } from './resumes.routes.ts'
export {
  create as createResume,
  list as listResumes,
  recordEvaluation,
  requireResume,
  selfRegister,
} from './resumes.service.ts'
