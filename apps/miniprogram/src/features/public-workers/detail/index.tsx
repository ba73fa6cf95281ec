import { isApiError } from '@qingpin/contract/client'
import { urlOf, useParams } from '@/app/pages'
import { useWorker } from '../api'
import { ClosedPage } from '../worker/closed-page'
import { WorkerPage } from '../worker/worker-page'

/** The id is all that is asked with, so a request that is not understood has a broken one. */
const isGone = (error: unknown) => isApiError(error) && (error.status === 404 || error.status === 400)

export default function Worker() {
  const { id = '' } = useParams('worker')
  const worker = useWorker(id)
  // She may have hidden herself while this page lay open: what is shown then is what the server says now.
  if (isGone(worker.error))
    return <ClosedPage title="这位阿姨不在了" text={'链接不全，或者她现在不公开简历了\n别的阿姨都还在'} />
  const title = worker.data ? `${worker.data.name}，看看合不合适` : '看看这位阿姨'
  return <WorkerPage query={worker} share={{ title, path: urlOf('worker', { id }) }} />
}
