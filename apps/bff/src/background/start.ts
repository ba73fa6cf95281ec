import type { Deps } from '../context.ts'
import { type Hourly, type Queue, Worker } from '../jobs/index.ts'
import { fileRemoval, fileRetention } from '../storage/remove-files.job.ts'
import { fileUse, uploadExpiry } from '../features/attachments/uploads.job.ts'
import { pictureRetention, pictureUse } from '../features/content/pictures.job.ts'
import { usesTogether } from '../storage/index.ts'
import { runWatch } from '../features/assistant/recover-runs.job.ts'
import { moderateName } from '../features/auth/profile.service.ts'
import { moderateParticipant } from '../features/interviews/admission.service.ts'
import { customerImport } from '../features/customers/import.job.ts'
import { moderateArticle, moderateBanner } from '../features/content/moderated-content.service.ts'
import { notifyRefused } from '../features/reviews/notification-lines.service.ts'
import { pictureVerdicts } from '../features/reviews/reviews.service.ts'
import { makeCustomerRetention } from '../features/customers/removal.job.ts'
import { sendByServiceAccount } from './service-messages.ts'
import { CUSTOMER_RECORDS } from './customer-records.ts'
import { recycleDates, recyclingUnless } from '../features/customers/recycling.job.ts'
import { reminding } from '../features/customers/reminders.job.ts'
import { plannedInterview } from '../features/interviews/rooms.service.ts'
import { interviewSoon } from '../features/interviews/interview-soon.job.ts'
import { expireRooms } from '../features/interviews/expire-rooms.job.ts'
import { makeDelivering } from '../features/notifications/deliver.job.ts'
import { arrivalPushes } from '../features/notifications/delivery.service.ts'
import { gathering } from '../features/notifications/gather.job.ts'
import { makeSubscriptionPushes } from '../features/notifications/preferences.service.ts'
import { accountOfWechat } from '../features/auth/wechat.service.ts'
import { ownersOf } from '../features/customers/signing.service.ts'
import { makePlacementEnding } from '../features/placements/ending.job.ts'
import { shareEnding } from '../features/sharing/share-ending.job.ts'
import { handovers } from '../features/staff/handover.job.ts'
import { orderWatch } from '../features/orders/order-watch.job.ts'
import { moderateResumeText } from '../features/resumes/moderated-fields.service.ts'
import { searchIndexRepair } from '../features/resumes/search-index.job.ts'
import { moderateComment, moderateTimes } from '../features/shortlists/guest.service.ts'
import { type PushHandlers, pushQueue } from '../features/wechat/push.job.ts'
import { moderationQueue, pictureQueue } from '../moderation/index.ts'
import { retention } from './retention.job.ts'

/** Every record that can refer to a stored file: resumes and content. */
const storedFileUse = usesTogether(fileUse, pictureUse)

/** What features do about the pushes of WeChat, besides binding and the messages of the service account. */
const pushHandlers: readonly PushHandlers[] = [makeSubscriptionPushes(accountOfWechat), arrivalPushes, pictureVerdicts]

/** Everything that this process does without being asked by a client: a table of contents, like `app.ts` for requests. */
const hourly: readonly Hourly[] = [
  retention,
  expireRooms,
  recyclingUnless(plannedInterview),
  reminding,
  makeCustomerRetention(CUSTOMER_RECORDS),
  searchIndexRepair,
  fileRetention(storedFileUse),
  uploadExpiry,
  pictureRetention,
  makePlacementEnding(ownersOf),
]
export const QUEUES: readonly Queue[] = [
  ...hourly,
  fileRemoval(storedFileUse),
  orderWatch,
  recycleDates,
  customerImport,
  handovers,
  interviewSoon,
  shareEnding,
  gathering,
  makeDelivering(sendByServiceAccount),
  runWatch,
  pushQueue(pushHandlers),
  moderationQueue(
    {
      account: moderateName,
      resume: moderateResumeText,
      participant: moderateParticipant,
      'shortlist-comment': moderateComment,
      'shortlist-times': moderateTimes,
      article: moderateArticle,
      banner: moderateBanner,
    },
    notifyRefused,
  ),
  pictureQueue(notifyRefused),
]

/** Starts the work in the background; gives the way to stop it, which waits for what is under way. */
export async function startBackground(deps: Deps): Promise<() => Promise<void>> {
  const now = deps.clock()
  for (const { plan } of hourly) await deps.db.tx((t) => plan(t, { db: deps.db, now }, now))
  const worker = new Worker(deps, QUEUES)
  worker.start()
  return async () => {
    await Promise.all([worker.stop(), deps.background.stop()])
  }
}
