export { countAccepting, countWaiting, summaryOf } from './resumes.numbers.ts'
export { changeFiles, listFiles, listGone } from './resumes.files.repo.ts'
export {
  type FileFields,
  fileFields,
  fileInfo,
  type FileRow,
  inOrder,
  isElsewhere,
  isPaper,
  isSingle,
  KIND_NAMES,
  shownAvatar,
} from './resumes.files.ts'
export { isRow, type KindPlan, type NewEntry } from './resumes.merge.ts'
export type { ResumeRow } from './resumes.columns.ts'
export { indexMending, mendResumeIndex } from './resumes.words.ts'
export { isListed } from './resumes.listed.ts'
export { listResumes as resumeRows } from './resumes.list.repo.ts'
export { praiseOf, tagsOf } from './resumes.praise.ts'
export { publicText } from './resumes.public-text.ts'
export { findResume, lockResume, markResume, updateResume } from './resumes.repo.ts'
export { findWorkers } from './resumes.search.repo.ts'
export { takeDownText } from './resumes.texts.ts'
export { resumeHandlers } from './resumes.routes.ts'
export type { CardRow } from './resumes.view.ts'
export {
  create as createResume,
  list as listResumes,
  recordEvaluation,
  requireResume,
  selfRegister,
} from './resumes.service.ts'
