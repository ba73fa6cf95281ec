import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { urlOf, useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Icon } from '@/ui/icon'
import { formatDeadline } from '@/ui/format-time'
import { useShared } from '../api'
import { ClosedPage } from '../worker/closed-page'
import { WorkerPage } from '../worker/worker-page'

/** Why a link cannot be opened, and what to do about it. */
const CLOSED: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  SHARE_EXPIRED: { title: '这个链接过期了', text: '想接着看\n请发链接给您的人再发一次' },
  SHARE_REVOKED: { title: '这个链接已经收回', text: '简历不再从这里公开了\n想了解，请联系发给您的人' },
  SHARE_HIDDEN: { title: '她现在不公开简历了', text: '可能找到活了，也可能在休息\n想找人，看看别的阿姨' },
  NOT_FOUND: { title: '这个链接打不开', text: '链接不全，或者写错了\n请发链接给您的人再发一次' },
}

const closedBy = (token: string, error: unknown) => {
  if (token === '') return CLOSED.NOT_FOUND
  if (!isApiError(error)) return undefined
  return CLOSED[error.code] ?? (error.status === 400 ? CLOSED.NOT_FOUND : undefined)
}

/** Opened from a chat (`t`) or by the camera of WeChat (`scene`), without an account. */
function SharedWorker() {
  const { t, scene } = useParams('sharedWorker')
  const token = t ?? scene ?? ''
  const shared = useShared(token)
  const closed = closedBy(token, shared.error)
  if (closed) return <ClosedPage {...closed} />
  const title = shared.data ? `${shared.data.name}的简历` : '一位阿姨的简历'
  const note = shared.data ? <Until iso={shared.data.expireAt} /> : null
  return <WorkerPage query={shared} share={{ title, path: urlOf('sharedWorker', { t: token }) }} note={note} />
}

function Until({ iso }: { readonly iso: string }) {
  return (
    <View className="wp__until">
      <Icon name="clock" size="s" />
      <View>这份简历{formatDeadline(Date.parse(iso), serverNow())}前能看</View>
    </View>
  )
}

export default guardPage(SharedWorker)
