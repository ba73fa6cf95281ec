export { judgeTexts, keepUnsettled, type TakeDown, textChecks } from './moderation.service.ts'
