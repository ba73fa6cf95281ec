import { isStaffRole } from '@qingpin/contract/policy'
import { View } from '@tarojs/components'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { MyCvs } from '@/features/cvs'
import { MyResumeCard } from '@/features/resumes'
import { Empty } from '@/ui/empty'
import { Screen } from '@/ui/screen'

export default function Records() {
  useTabBar()
  const account = useAccount()
  return account && isStaffRole(account.role) ? <Customers /> : <MyRecords />
}

function Customers() {
  return (
    <Screen tab title="客户" pad={false}>
      <Empty
        art="customers"
        title="还没有客户"
        text="客户和跟进会记在这里。阿姨的资料已经可以看了。"
        action={{ text: '看阿姨简历', onTap: () => go('resumes') }}
      />
    </Screen>
  )
}

function MyRecords() {
  return (
    <Screen tab title="简历">
      <View>
        <MyResumeCard />
        <MyCvs />
      </View>
    </Screen>
  )
}
