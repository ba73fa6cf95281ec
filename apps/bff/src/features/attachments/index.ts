export { type Owner, type Owners } from './attachments.guard.ts'
export { avatarAddress, type FileFields } from './attachments.view.ts'
export { type KindPlan } from './merge.rules.ts'
export { applyPlans, planFiles, planFirstFiles, planMissingFiles, readFileFields } from './plans.service.ts'
