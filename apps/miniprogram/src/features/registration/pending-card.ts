import type { PickedFile } from '@/platform/picked-file.types'
import { releasePicked } from '@/platform/pick-files'
import { useSession } from '@/app/session'
import { uploads } from '@/features/my-resume'

let kept: PickedFile | undefined

/** The picture of her card that she wants to keep, until there is a resume that it can lie in. In memory only. */
export function keepCard(file: PickedFile): void {
  if (kept && kept !== file) releasePicked(kept)
  kept = file
}

/** The registration that it was meant for is given up: the next one may be somebody else's. */
export function dropKeptCard(): void {
  if (kept) releasePicked(kept)
  kept = undefined
}

/** The resume is there: the card travels to it. */
export function sendKeptCard(resumeId: string): void {
  if (!kept) return
  uploads.add(resumeId, 'idCardFront', [kept])
  kept = undefined
}

let hadSession = useSession.getState().session !== undefined

// A phone that is handed on after a logout hands no card on.
useSession.subscribe(({ session }) => {
  if (hadSession && !session) dropKeptCard()
  hadSession = session !== undefined
})
