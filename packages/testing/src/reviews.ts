import { QUEUES } from '@qingpin/bff/background/start'
import { Worker } from '@qingpin/bff/jobs/index'
import type { TestApp } from './harness.ts'
import { aNewPicture, sendFile } from './uploads.ts'
import { aWorker } from './workers.ts'

/** A worker whom WeChat does not know, so that her text and her picture wait for a person of the staff. */
export async function aWaitingWorker(app: TestApp, name: string) {
  const person = await app.aPerson()
  const body = aWorker({ name, selfIntroduction: `${name}很细心` }) as never
  const { id } = await app.as(person.token)('POST /api/resumes/miniprogram/self-register', { body })
  await sendFile(app, person.token, id, ['personalPhoto', await aNewPicture()])
  await new Worker(app.deps, QUEUES).runDue()
  return { ...person, resumeId: id }
}
