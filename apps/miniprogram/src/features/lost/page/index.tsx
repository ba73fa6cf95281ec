import { replace } from '@/app/pages'
import { Empty } from '@/ui/empty'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'

/** For an address that is no page: mistyped, cut off, or of a page that was removed. */
function Lost() {
  return (
    <Screen title="没找到" pad={false}>
      <Empty
        art="link-closed"
        title="没找到这一页"
        text="网址可能不全，或者这一页已经不在了"
        action={{ text: '回首页', onTap: () => replace('home') }}
      />
    </Screen>
  )
}

export default guardPage(Lost)
