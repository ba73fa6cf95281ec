import { can } from '@qingpin/contract/core/policy'
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
        <Appearance hosts={account !== undefined && can(account.role, 'interview:host')} />
        {account ? <Leave /> : null}
      </View>
    </Screen>
  )
}

export default guardPage(Me)
