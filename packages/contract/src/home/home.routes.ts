import { z } from 'zod'
import { define } from '../core/define.ts'
import { IdParams } from '../core/fields.ts'
import { ArticleCard, Banner } from '../content/content.fields.ts'
import { CustomerCard } from '../customers/customers.fields.ts'
import { Room, WaitingInRoom } from '../interviews/interviews.fields.ts'
import { Agency } from '../ops/ops.routes.ts'
import { ResumeCard } from '../resumes/resumes.routes.ts'
import { ALERT_KINDS } from './alerts.enums.ts'
import { TODAY_GROUPS } from './today.enums.ts'
import { FIRST_INTERVIEWS, NEWEST_ARTICLES, NEWEST_RESUMES } from './home.rules.ts'

/** Something that operators or managers have to look at, until it goes right again or they have dealt with it. */
const Alert = z.object({
  id: z.string(),
  kind: z.enum(ALERT_KINDS),
  title: z.string().describe('what is wrong and why: 短信：余额不足'),
  text: z.string().describe('what to do about it'),
  since: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  count: z.number().int().describe('how often it happened since'),
})

/** One line of what waits today. */
export const TodayGroup = z.object({
  kind: z.enum(TODAY_GROUPS),
  count: z.number().int().describe('the length of the list that it opens; lines that count nothing are left out'),
  title: z.string().describe('3位快回公海'),
  note: z.string().nullable().describe('who, and until when: 陈女士，12月3日 10:00'),
  late: z.boolean().describe('whether it is marked as late'),
})

/** One aggregate per tab: everything that its first paint needs, in one reply. */
export const homeRoutes = define({
  home: {
    method: 'get',
    path: '/api/home',
    summary: 'The home tab of a person: banners, articles, the agency, and the state of the own registration',
    allow: 'optional',
    reply: z.object({
      agency: Agency,
      banners: z.array(Banner),
      articles: z.array(ArticleCard).describe(`the ${NEWEST_ARTICLES} newest`),
      workers: z.object({
        accepting: z.number().int().describe('workers who take orders now'),
        byJobType: z.array(z.object({ jobType: z.string(), count: z.number().int() })).describe('most first'),
      }),
      myResume: z
        .object({
          id: z.string(),
          name: z.string(),
          jobType: z.string(),
          status: z.string(),
          updatedAt: z.iso.datetime(),
        })
        .nullable(),
    }),
  },
  today: {
    method: 'get',
    path: '/api/today',
    summary: 'The home tab of staff: what is new and due today, in Beijing time',
    allow: 'resume:view',
    reply: z.object({
      resumes: z.object({
        newToday: z.number().int(),
        draft: z.number().int(),
        withoutConsent: z.number().int().describe('reviewed and not listed, because no consent is recorded'),
        total: z.number().int(),
      }),
      newest: z.array(ResumeCard).describe(`the ${NEWEST_RESUMES} newest`),
      customers: z
        .object({
          overdue: z.number().int(),
          today: z.number().int(),
          fresh: z.number().int(),
          assigned: z.number().int().describe('given to the caller by a colleague, and not contacted since'),
          all: z.number().int(),
          first: z
            .array(CustomerCard)
            .describe('the customers to contact first: overdue, then due today, then never contacted'),
          notedToday: z.number().int().describe('follow-ups that the caller has written today'),
        })
        .describe('each number is the length of the customer list with the same `due`'),
      interviews: z.object({
        today: z.number().int().describe('the length of the list of rooms with the status `today`'),
        first: z
          .array(
            Room.pick({
              roomId: true,
              roomName: true,
              state: true,
              scheduledAt: true,
              createdAt: true,
              endedAt: true,
              candidateName: true,
            }),
          )
          .describe(`the ${FIRST_INTERVIEWS} next of them: the open one, then by their time`),
        waiting: z.array(WaitingInRoom).describe('the guests in the lobbies of the caller now'),
      }),
      banners: z.array(Banner).describe('for the role of the caller'),
      groups: z.array(TodayGroup).describe('what else waits for the caller, the most urgent first'),
      reviewsWaiting: z
        .number()
        .int()
        .describe('texts and pictures that a person has to look at; 0 for roles that do not'),
      alerts: z.array(Alert).describe('for admin, manager and operator, the latest first; none for others'),
    }),
  },
  closeAlert: {
    method: 'post',
    path: '/api/alerts/{id}/close',
    summary:
      'Takes an alert off the first tab of staff, because it was dealt with; it comes back when it happens again',
    allow: 'resume:view',
    idempotent: { because: 'a closed alert is not found; the first call has done all' },
    params: IdParams,
    reply: z.object({}),
    errors: ['NOT_FOUND'],
  },
})
