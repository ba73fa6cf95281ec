import { hourly } from '../../jobs/index.ts'
import { dueForReminder } from './reminders.repo.ts'
import { remind } from './reminders.service.ts'

/** Reminds of customers that were not contacted for as long as the rules say, in working hours only. */
export const reminding = hourly('reminders', async (ctx) => {
  for (const id of await dueForReminder(ctx)) await remind(ctx, id)
})
