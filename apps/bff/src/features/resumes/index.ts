export { countAccepting, countWaiting, summaryOf } from './stats.repo.ts'
export { changeFiles, listFiles, listGone } from '../attachments/attachments.repo.ts'
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
} from '../attachments/attachments.view.ts'
export { isRow, type KindPlan, type NewEntry } from '../attachments/merge.rules.ts'
export type { ResumeRow } from './resumes.columns.ts'
export { indexMending, mendResumeIndex } from './search-index.job.ts'
export { isListed } from './resumes.listed.ts'
export { listResumes as resumeRows } from './list.repo.ts'
export { praiseOf, tagsOf } from './evaluations.repo.ts'
export { publicText } from './redaction.rules.ts'
export { findResume, lockResume, markResume, updateResume } from './record.repo.ts'
export { findWorkers } from './worker-search.repo.ts'
export { takeDownText } from './moderated-fields.service.ts'
export { resumeHandlers } from './resumes.routes.ts'
export type { CardRow } from './record.view.ts'
export {
  create as createResume,
  list as listResumes,
  recordEvaluation,
  requireResume,
  selfRegister,
} from './record.service.ts'
