import { z } from 'zod'
import { choice, Day } from '../core/fields.ts'
import { define } from '../core/define.ts'
import { PERIODS, REACHES } from './customers.enums.ts'
import { LONG_OVERDUE_DAYS, POOL_WEEKS, RESPONSE_HOURS } from './team.rules.ts'

const n = () => z.number().int()

export const teamRoutes = define({
  teamNumbers: {
    method: 'get',
    path: '/api/customers/team-numbers',
    summary: 'How the team is doing: overdue by person, unassigned, pool, response time, sources and conversion',
    allow: 'customer:assign',
    query: z.object({ period: choice(PERIODS).default('month') }),
    reply: z.object({
      from: Day.describe('the first day of the period, in Beijing'),
      to: Day.describe('today'),
      countedAt: z.iso.datetime(),
      overdue: z.object({
        total: n().describe('the length of the list with `due=overdue`'),
        people: z
          .array(
            z.object({
              id: z.string().nullable().describe('null for those that have no owner'),
              name: z.string(),
              total: n().describe('the length of the list with `due=overdue` and `assignedTo`'),
              long: n().describe(`of them more than ${LONG_OVERDUE_DAYS} days`),
            }),
          )
          .describe('who has open customers, most overdue first'),
      }),
      unassigned: z.object({
        total: n().describe('the length of the list with `due=unassigned`'),
        oldestAt: z.iso.datetime().nullable().describe('since when the oldest waits'),
        bySource: z.array(z.object({ source: z.string(), count: n() })).describe('most first'),
      }),
      pool: z.object({
        total: n().describe('the length of the pool'),
        weeks: z
          .array(z.object({ from: Day.describe('its Monday'), came: n(), claimed: n() }))
          .describe(`${POOL_WEEKS} weeks, the present one last`),
      }),
      response: z
        .object({
          median: n().nullable().describe('minutes from arrival to the first contact, of the period'),
          counted: n().describe('customers it is counted of'),
          waiting: n().describe('those of the period that were not contacted yet'),
          points: z.array(z.object({ from: Day, median: n().nullable() })).describe('by day; by week in a quarter'),
        })
        .describe(`of customers that came in between ${RESPONSE_HOURS.from}:00 and ${RESPONSE_HOURS.to}:00 in Beijing`),
      sources: z
        .array(
          z.object({
            source: z.string(),
            entered: n().describe(
              'the length of the list with this source, the days of the period and `reached=entered`',
            ),
            signed: n().describe('the same with `reached=signed`'),
          }),
        )
        .describe('of customers that came in the period, most first'),
      steps: z
        .array(
          z.object({
            reach: choice(REACHES),
            count: n().describe('the length of the list of the period with `reached`'),
          }),
        )
        .describe('how far the customers of the period have come'),
    }),
  },
})
