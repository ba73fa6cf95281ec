import { useAccount } from '@/app/session'
import { useTabBar } from '@/app/tabs'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { AccountCard } from './account-card'
import { Appearance } from './appearance'
import { Leave } from './leave'
import { Work } from './work'
import { View } from '@tarojs/components'
import './me.scss'

function Me() {
  useTabBar()
  const account = useAccount()
  return (
    <Screen tab title="我的">
      <View className="me">
        <AccountCard account={account} />
        {account ? <Work account={account} /> : null}
        <Appearance />
        {account ? <Leave /> : null}
      </View>
    </Screen>
  )
}

export default guardPage(Me)
