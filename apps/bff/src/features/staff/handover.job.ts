import type { Queue } from '../../jobs/index.ts'
import { HANDOVERS } from './handover.rules.ts'
import { handoverStep } from './handover.service.ts'

/** Hands over what somebody who left owned, some at a time. */
export const handovers: Queue = {
  ...HANDOVERS,
  async run(ctx, data) {
    const { id } = data as { id: string }
    while (await handoverStep(ctx, id));
  },
}
