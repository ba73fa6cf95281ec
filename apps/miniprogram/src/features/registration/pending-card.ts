import type { PickedFile } from '@/platform/picked-file.types'
import { releasePicked } from '@/platform/pick-files'
import { useSession } from '@/app/session'
import { uploads } from '@/features/my-resume'

let pending: PickedFile | undefined

/** The picture of her card that she wants to keep, until there is a resume that it can lie in. In memory only. */
export function setPendingCard(file: PickedFile): void {
  if (pending && pending !== file) releasePicked(pending)
  pending = file
}

/** The registration that it was meant for is given up: the next one may be somebody else's. */
export function dropPendingCard(): void {
  if (pending) releasePicked(pending)
  pending = undefined
}

/** The resume is there: the card travels to it. */
export function sendPendingCard(resumeId: string): void {
  if (!pending) return
  uploads.add(resumeId, 'idCardFront', [pending])
  pending = undefined
}

let hadSession = useSession.getState().session !== undefined

// A phone that is handed on after a logout hands no card on.
useSession.subscribe(({ session }) => {
  if (hadSession && !session) dropPendingCard()
  hadSession = session !== undefined
})
