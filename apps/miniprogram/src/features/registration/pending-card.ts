import type { PickedFile } from '@/platform/picked-file.types'
import { releasePicked } from '@/platform/pick-files'
import { useSession } from '@/app/session'
import { uploads } from '@/features/my-resume'

let pending: PickedFile | undefined

/** Holds the picture of an id card in memory until the resume exists to which it will be uploaded. */
export function setPendingCard(file: PickedFile): void {
  if (pending && pending !== file) releasePicked(pending)
  pending = file
}

/** Drops the picture when its registration is given up, because the next one may belong to another worker. */
export function dropPendingCard(): void {
  if (pending) releasePicked(pending)
  pending = undefined
}

/** Uploads the picture to the new resume. */
export function sendPendingCard(resumeId: string): void {
  if (!pending) return
  uploads.add(resumeId, 'idCardFront', [pending])
  pending = undefined
}

let hadSession = useSession.getState().session !== undefined

// The next account on this phone must not get the picture.
useSession.subscribe(({ session }) => {
  if (hadSession && !session) dropPendingCard()
  hadSession = session !== undefined
})
