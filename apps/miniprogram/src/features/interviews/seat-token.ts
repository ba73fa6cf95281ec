import { getStored, removeStored, setStored } from '@/platform/storage'

const key = (roomId: string) => `seat:${roomId}`

/** The token that keeps this device's seat in a room, so that coming back leads to the same place. */
export function seatTokenOf(roomId: string): string | undefined {
  const stored = getStored(key(roomId))
  return typeof stored === 'string' ? stored : undefined
}

/** Whoever chose to listen only is not asked for a camera again, after a reload either. */
export const listensOnly = (roomId: string): boolean => getStored(`listens:${roomId}`) === true
export const keepListensOnly = (roomId: string, only: boolean): void => void setStored(`listens:${roomId}`, only)

export const keepSeatToken = (roomId: string, token: string): void => void setStored(key(roomId), token)
export const dropSeatToken = (roomId: string): void => removeStored(key(roomId))
