import type { Ctx } from '../context.ts'
import { createRoom, endRoom, inviteToRoom } from '../features/interviews/index.ts'

const HOUR = 3_600_000

/** One interview that is over, one that is open, one tomorrow morning at ten in Beijing. */
export async function seedInterviews(hostAt: (hoursAgo: number) => Ctx, start: number): Promise<void> {
  const room = (roomName: string, candidateName: string) => ({ roomName, candidateName, lobby: true })
  const past = await createRoom(hostAt(27), room('刘阿姨的视频面试', '刘秀英'))
  await endRoom(hostAt(26), past.roomId)
  const open = await createRoom(hostAt(0), room('王阿姨的视频面试', '王桂兰'))
  const tomorrow = Math.floor((start + 8 * HOUR) / (24 * HOUR)) * 24 * HOUR + 26 * HOUR
  const planned = await createRoom(hostAt(0), {
    ...room('陈女士家选月嫂', '张春梅'),
    scheduledAt: new Date(tomorrow).toISOString(),
  })
  for (const { roomId } of [open, planned])
    for (const role of ['worker', 'customer'] as const)
      await inviteToRoom(hostAt(0), roomId, { role, hours: 24, maxUses: 3 })
}
