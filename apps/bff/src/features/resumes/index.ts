export { countAccepting, countResumes, summaryOf } from './resumes.numbers.ts'
export { changeFiles, listFiles, listGone } from './resumes.files.repo.ts'
export { type FileRow, fileInfo, inOrder, isPaper, isSingle, KIND_NAMES } from './resumes.files.ts'
export type { KindPlan, NewEntry } from './resumes.merge.ts'
export { findResume, lockResume } from './resumes.repo.ts'
export type { ResumeRow } from './resumes.columns.ts'
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
