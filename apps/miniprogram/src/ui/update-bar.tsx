import { putUpdateOff, useUpdate } from '@/app/update'
import { NoticeBar } from './notice-bar'

/** On tab pages only, where nobody is typing. Offers the new version; takes it only when told to. */
export function UpdateBar() {
  const { apply, failed } = useUpdate()
  if (apply)
    return (
      <NoticeBar icon="refresh" text="有新版本了" action={{ text: '现在更新', onTap: apply }} onClose={putUpdateOff} />
    )
  if (failed)
    return <NoticeBar icon="refresh" text="新版本没下载好，关掉小程序再打开会接着更新" onClose={putUpdateOff} />
  return null
}
