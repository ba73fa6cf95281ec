import { OpenAPIHono } from '@hono/zod-openapi'
import { serveDisks } from './http/disk.ts'
import type { AppDeps } from './deps.ts'
import { AppError } from './errors.ts'
import { accessLogHandlers } from './features/access-log/access-log.routes.ts'
import { authHandlers } from './features/auth/auth.routes.ts'
import { makeAuthenticate } from './features/auth/authenticate.guard.ts'
import { guardAccount, type TopicGuards } from './events/index.ts'
import { makeEventHandlers } from './features/events/events.routes.ts'
import { assistantHandlers } from './features/assistant/assistant.routes.ts'
import { guardRun } from './features/assistant/run.guard.ts'
import { contentHandlers } from './features/content/content.routes.ts'
import { creditHandlers } from './features/credits/credits.routes.ts'
import { CUSTOMER_RECORDS } from './background/customer-records.ts'
import { placedCustomers } from './features/customers/signing.service.ts'
import { makeCustomerHandlers, makeRemovalHandlers } from './features/customers/customers.routes.ts'
import { interviewEntries } from './features/interviews/customer-entries.service.ts'
import { cvHandlers } from './features/cvs/cvs.routes.ts'
import { interviewHandlers } from './features/interviews/interviews.routes.ts'
import { guardParticipant } from './features/interviews/participant.guard.ts'
import { describeLogins } from './features/auth/notification-lines.service.ts'
import { describeAnswers } from './features/assistant/notification-lines.service.ts'
import {
  describeAssignments,
  describeReminders,
  describeTransfers,
} from './features/customers/notification-lines.service.ts'
import { describeInterviews, describeKnocks } from './features/interviews/notification-lines.service.ts'
import { makeNotificationHandlers } from './features/notifications/notifications.routes.ts'
import type { Describers } from './features/notifications/notifications.service.ts'
import { describePayments } from './features/orders/notification-lines.service.ts'
import { describeEndings } from './features/placements/notification-lines.service.ts'
import { describeListings } from './features/resumes/notification-lines.service.ts'
import { describeShares } from './features/sharing/notification-lines.service.ts'
import { describeReactions } from './features/shortlists/notification-lines.service.ts'
import { ocrHandlers } from './features/ocr/ocr.routes.ts'
import { orderHandlers } from './features/orders/orders.routes.ts'
import { homeHandlers } from './features/home/home.routes.ts'
import { opsHandlers } from './features/ops/ops.routes.ts'
import { makeAttachmentHandlers } from './features/attachments/attachments.routes.ts'
import { fileOwners } from './features/resumes/files.service.ts'
import { makePlacementHandlers } from './features/placements/placements.routes.ts'
import { resumeHandlers } from './features/resumes/resumes.routes.ts'
import { sharingHandlers } from './features/sharing/sharing.routes.ts'
import { guardShortlist } from './features/shortlists/guest.service.ts'
import { shortlistHandlers } from './features/shortlists/shortlists.routes.ts'
import { describeRefusals } from './features/reviews/notification-lines.service.ts'
import { reviewHandlers } from './features/reviews/reviews.routes.ts'
import { staffHandlers } from './features/staff/staff.routes.ts'
import { wechatHandlers } from './features/wechat/wechat.routes.ts'
import { serveApiPage, serveOpenApi } from './http/api-page.ts'
import type { Env } from './http/env.ts'
import { errorMapper } from './http/error-mapper.ts'
import { fieldErrors } from './http/field-messages.ts'
import { STORE_NAMES } from './ports/object-store.port.ts'
import { inlineScriptHashes, serveH5App, serveDrawings } from './http/h5-app.ts'
import { limited } from './http/limits.ts'
import { methodOverride } from './http/method-override.ts'
import { serveMetrics } from './http/metrics.ts'
import { mount } from './http/mount.ts'
import { RENAMED_ROUTES, type RenamedRoutes, serveRenamedRoutes } from './http/renamed-routes.ts'
import { replyHeaders } from './http/reply-headers.ts'
import { requestContext } from './http/request-context.ts'
import { runsNothing, securityHeaders } from './http/security.ts'

/** Who may read which topic, by the word before the colon. */
const topicGuards: TopicGuards = {
  account: guardAccount,
  run: guardRun,
  participant: guardParticipant,
  shortlist: guardShortlist,
}

/** What features above the customers tell in their history; another one is an entry here. */
const timelineSources = [interviewEntries]

/** Who says what a notification is about, with the eyes of its reader. */
const describers: Describers = {
  'guest-waiting': describeKnocks,
  'interview-planned': describeInterviews,
  'interview-soon': describeInterviews,
  'interview-cancelled': describeInterviews,
  'customer-assigned': describeAssignments,
  'customer-reminder': describeReminders,
  'transfer-asked': describeTransfers,
  'transfer-answered': describeTransfers,
  'shortlist-reaction': describeReactions,
  'placement-ending': describeEndings(placedCustomers),
  'worker-listed': describeListings,
  'worker-unlisted': describeListings,
  'share-viewed': describeShares,
  'share-ending': describeShares,
  'answer-finished': describeAnswers,
  'payment-credited': describePayments,
  'content-refused': describeRefusals,
  'new-login': describeLogins,
}

export interface AppOptions {
  /** Checks each reply against the contract; for tests and development. */
  checkReplies?: boolean
  /** Former names of routes; those of this release where missing. */
  renamedRoutes?: RenamedRoutes
}

/** The whole application as one `fetch` function; `main.ts` and the tests differ only in the deps they hand in. */
export function createApp(deps: AppDeps, { checkReplies = false, renamedRoutes = RENAMED_ROUTES }: AppOptions = {}) {
  const { settings, log } = deps
  const app = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success)
        throw new AppError('VALIDATION_ERROR', {
          details: fieldErrors(result.error, 'data' in result ? result.data : undefined),
        })
    },
  })
  const answer = errorMapper(log)
  // Addresses of files bear the public address, wherever the app was opened from.
  const qrHosts = settings.serviceAccount ? [new URL(settings.serviceAccount.qrBase).origin] : []
  const fileHosts = [
    ...new Set([new URL(settings.publicUrl).origin, ...STORE_NAMES.flatMap((n) => deps.stores[n].hosts), ...qrHosts]),
  ]
  app.onError(answer)
  // Answered, not thrown: what is thrown here skips the middleware that sets the headers.
  app.notFound((c) => answer(new AppError('NOT_FOUND'), c))

  // First, because the request starts anew.
  app.use(
    '/api/*',
    methodOverride((request, env) => app.fetch(request, env)),
  )
  serveRenamedRoutes(app, deps, renamedRoutes)
  app.use(requestContext(deps))
  const scripts = inlineScriptHashes(settings.h5Dir)
  const headers = securityHeaders(scripts, settings.production, deps.rtc.hosts, fileHosts)
  app.use(replyHeaders(headers, settings.corsOrigins))
  app.use('/store/*', runsNothing())

  const options = { deps, limiter: deps.limiter, checkReplies, authenticate: makeAuthenticate(deps), renamedRoutes }
  mount(app, 'ops', opsHandlers, options)
  mount(app, 'home', homeHandlers, options)
  mount(app, 'auth', authHandlers, options)
  mount(app, 'staff', staffHandlers, options)
  mount(app, 'sharing', sharingHandlers, options)
  mount(app, 'resumes', resumeHandlers, options)
  mount(app, 'events', makeEventHandlers(deps, topicGuards), options)
  mount(app, 'notifications', makeNotificationHandlers(describers), options)
  mount(app, 'assistant', assistantHandlers, options)
  mount(app, 'credits', creditHandlers, options)
  mount(app, 'orders', orderHandlers, options)
  mount(app, 'cvs', cvHandlers, options)
  mount(app, 'interviews', interviewHandlers, options)
  mount(app, 'placements', makePlacementHandlers(placedCustomers), options)
  mount(app, 'shortlists', shortlistHandlers, options)
  const customerHandlers = { ...makeCustomerHandlers(timelineSources), ...makeRemovalHandlers(CUSTOMER_RECORDS) }
  mount(app, 'customers', customerHandlers, options)
  mount(app, 'content', contentHandlers, options)
  mount(app, 'wechat', wechatHandlers, options)
  mount(app, 'reviews', reviewHandlers, options)
  mount(app, 'access-log', accessLogHandlers, options)
  mount(app, 'ocr', ocrHandlers, options)
  mount(app, 'attachments', makeAttachmentHandlers(fileOwners), options)

  // These are no routes of the contract, which count each call by themselves.
  const general = limited(deps.limiter, 'general')
  if (settings.apiDocs) {
    for (const path of ['/api/openapi.json', '/api/docs/*']) app.use(path, general)
    serveOpenApi(app)
    serveApiPage(app)
  }
  serveMetrics(app, deps)
  serveDrawings(app)
  app.use('/store/*', limited(deps.limiter, 'store'))
  const writes = limited(deps.limiter, 'storeWrite')
  app.use('/store/*', (c, next) => (['PUT', 'POST'].includes(c.req.method) ? writes(c, next) : next()))
  serveDisks(app, deps.disks)
  serveH5App(app, settings.h5Dir)
  return app
}

export type App = ReturnType<typeof createApp>
