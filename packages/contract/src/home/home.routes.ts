import { z } from 'zod'
import { define } from '../core.ts'
import { ResumeCard } from '../resumes/resumes.routes.ts'

/** One aggregate per tab: what its first paint needs, in one answer. */
export const homeRoutes = define({
  home: {
    feature: 'home',
    method: 'get',
    path: '/api/home',
    summary: 'The home tab of a person: the agency, what it offers, and how far the own registration is',
    allow: 'optional',
    reply: z.object({
      agency: z.object({ name: z.string(), phone: z.string() }),
      workers: z.object({ accepting: z.number().int().describe('workers who take orders now') }),
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
    feature: 'home',
    method: 'get',
    path: '/api/today',
    summary: 'The home tab of staff: what came in and what waits, today in Beijing time',
    allow: 'resume:view',
    reply: z.object({
      resumes: z.object({
        newToday: z.number().int(),
        draft: z.number().int(),
        pending: z.number().int(),
        total: z.number().int(),
      }),
      newest: z.array(ResumeCard),
    }),
  },
})
