import { useVisibleInterval } from '@/app/use-visible-interval'
import { type Knocking, useWaiting } from '../api'

const LOOK_EVERY_MS = 4000

/** Who is at the door, looked up every few seconds while somebody can see the page. */
export function useKnocking(roomId: string, on: boolean): readonly Knocking[] {
  const { data, refetch } = useWaiting(roomId, on)
  useVisibleInterval(() => void refetch(), LOOK_EVERY_MS, on)
  return (on && data) || []
}
