import { isApiError } from '@qingpin/contract/client'
import { urlOf, useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { useWorker } from '../api'
import { ClosedPage } from '../worker/closed-page'
import { WorkerPage } from '../worker/worker-page'

/** The request has only the id, so a 400 means that the id is malformed. */
const isGone = (error: unknown) => isApiError(error) && (error.status === 404 || error.status === 400)

function Worker() {
  const { id = '' } = useParams('worker')
  const worker = useWorker(id)
  // The worker may have been hidden while this page was open, so an error replaces the content.
  if (isGone(worker.error))
    return <ClosedPage title="这位阿姨不在了" text={'链接不全，或者她现在不公开简历了\n别的阿姨都还在'} />
  const title = worker.data ? `${worker.data.name}，看看合不合适` : '看看这位阿姨'
  return <WorkerPage query={worker} share={{ title, path: urlOf('worker', { id }) }} />
}

export default guardPage(Worker)
