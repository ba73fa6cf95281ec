import { isStaffRole } from '@qingpin/contract/core/policy'
import { View } from '@tarojs/components'
import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { CustomerList } from '@/features/customers'
import { MyCvs, useMyCvs } from '@/features/cvs'
import { useMyResume } from '@/features/my-resume'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { MyResumeCard } from './my-resume-card'

function Records() {
  useTabBar()
  const account = useAccount()
  return account && isStaffRole(account.role) ? <CustomerList key={account.id} /> : <MyRecords />
}

function MyRecords() {
  const account = useAccount()
  const resume = useMyResume()
  const cvs = useMyCvs()
  return (
    <Screen tab title="简历" parts={account ? [resume, cvs] : []}>
      <View>
        <MyResumeCard />
        <MyCvs first={Boolean(resume.data?.resume)} />
      </View>
    </Screen>
  )
}

export default guardPage(Records)
