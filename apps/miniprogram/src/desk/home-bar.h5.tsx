import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { searchCustomers } from '@/features/customers'
import { formatMonthDay, formatWeekday } from '@/ui/format-time'
import { IconButton } from '@/ui/icon-button'
import { SearchBox } from '@/ui/search-box'

/** Above the workbench: the day, a search among the customers, and the way to a new one. */
export function HomeBar() {
  const account = useAccount()
  const [words, setWords] = useState('')
  const now = serverNow()
  return (
    <View className="desk-bar">
      <View className="desk-bar__title">今天</View>
      <View className="desk-bar__note">{`${formatMonthDay(now)} ${formatWeekday(now)}`}</View>
      <View className="desk-bar__end">
        <SearchBox
          placeholder="搜客户的姓名、手机尾号"
          value={words}
          onInput={setWords}
          onSearch={() => searchCustomers(words)}
        />
        {account && can(account.role, 'customer:create') ? (
          <IconButton kind="fill" icon="plus" label="录客户" onTap={() => go('customerCreate')} />
        ) : null}
      </View>
    </View>
  )
}
