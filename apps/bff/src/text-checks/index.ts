export { judgeTexts, keepUnsettled, type TakeDown, textChecks } from './text-checks.ts'
