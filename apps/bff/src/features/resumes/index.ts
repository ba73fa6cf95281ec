export { resumeHandlers } from './resumes.routes.ts'
export { create as createResume, recordEvaluation, selfRegister } from './resumes.service.ts'
