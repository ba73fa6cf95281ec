import { accessLogExamples } from './access-log.ts'
import { assistantExamples } from './assistant.ts'
import { authExamples } from './auth.ts'
import { contentExamples } from './content.ts'
import { creditExamples } from './credits.ts'
import { customerExamples } from './customers.ts'
import { cvExamples } from './cvs.ts'
import type { Example, Examples } from './example.ts'
import { attachmentExamples } from './attachments.ts'
import { homeExamples } from './home.ts'
import { interviewExamples } from './interviews.ts'
import { notificationExamples } from './notifications.ts'
import { ocrExamples } from './ocr.ts'
import { placementExamples } from './placements.ts'
import { resumeExamples } from './resumes.ts'
import { reviewExamples } from './reviews.ts'
import { sharingExamples } from './sharing.ts'
import { shortlistExamples } from './shortlists.ts'
import { staffExamples } from './staff.ts'
import { wechatExamples } from './wechat.ts'

const examples: Examples = {
  ...accessLogExamples,
  ...homeExamples,
  ...authExamples,
  ...staffExamples,
  ...reviewExamples,
  ...resumeExamples,
  ...assistantExamples,
  ...creditExamples,
  ...cvExamples,
  ...interviewExamples,
  ...customerExamples,
  ...placementExamples,
  ...contentExamples,
  ...notificationExamples,
  ...ocrExamples,
  ...attachmentExamples,
  ...sharingExamples,
  ...shortlistExamples,
  ...wechatExamples,
}

/** The example of a route, by the name that a client calls it by. */
export const exampleOf = (label: string): Example => {
  const example = (examples as Record<string, Example>)[label]
  if (!example) throw new Error(`there is no example of ${label}`)
  return example
}
