import { isStaffRole } from '@qingpin/contract/policy'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { Empty } from '@/ui/empty'
import { Screen } from '@/ui/screen'

export default function Assistant() {
  useTabBar()
  const account = useAccount()
  const staff = account !== undefined && isStaffRole(account.role)
  return (
    <Screen tab title="AI 顾问" pad={false}>
      {staff ? (
        <Empty
          art="under-review"
          title="AI 顾问还没上岗"
          text="上岗后，它帮着写跟进和阿姨介绍。现在先看阿姨简历。"
          action={{ text: '看阿姨简历', onTap: () => go('resumes') }}
        />
      ) : (
        <Empty
          art="under-review"
          title="AI 顾问还没上岗"
          text="上岗后，可以问求职，也能帮您改简历，不编造。"
          action={{ text: '去首页看看', onTap: () => go('home') }}
        />
      )}
    </Screen>
  )
}
