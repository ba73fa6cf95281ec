import type { Ctx } from '../context.ts'
import { share as shareResume } from '../features/sharing/shares.service.ts'
import { set as setVisibility } from '../features/sharing/visibility.service.ts'

/** What the workers of the demo agreed to: most show their picture, every fourth her name, none her number. */
export async function seedConsents(ctx: Ctx, id: string, index: number): Promise<void> {
  const consents = { photos: index % 5 !== 4, name: index % 4 === 1 }
  await setVisibility(ctx, id, { consents, note: '签约时当面同意' })
}

/** Staff has looked at the worker who logs in, and sent her to a customer. */
export async function seedListing(ctx: Ctx, id: string): Promise<void> {
  await setVisibility(ctx, id, { listed: true, consents: { photos: true }, note: '登记时电话里同意' })
  await shareResume(ctx, id, { expiresInHours: 720 })
}
