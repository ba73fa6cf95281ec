import { z } from 'zod'
import { define } from '../core/define.ts'
import { ArticleCard, Banner } from '../content/content.fields.ts'
import { CustomerCard } from '../customers/customers.fields.ts'
import { Room, WaitingInRoom } from '../interviews/interviews.fields.ts'
import { Agency } from '../ops/ops.routes.ts'
import { ResumeCard } from '../resumes/resumes.routes.ts'
import { FIRST_INTERVIEWS, NEWEST_ARTICLES, NEWEST_RESUMES } from './home.rules.ts'

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
        total: z.number().int(),
      }),
      newest: z.array(ResumeCard).describe(`the ${NEWEST_RESUMES} newest`),
      customers: z
        .object({
          overdue: z.number().int(),
          today: z.number().int(),
          fresh: z.number().int(),
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
    }),
  },
})
