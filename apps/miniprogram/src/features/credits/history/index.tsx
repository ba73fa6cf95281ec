import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Card } from '@/ui/card'
import { classNames } from '@/ui/class-names'
import { Empty } from '@/ui/empty'
import { ListEnd } from '@/ui/list-end'
import { Row } from '@/ui/row'
import { formatTime } from '@/ui/format-time'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { useHistory } from '../api'
import { type Line, linesOf } from './lines'
import './history.scss'

const TITLE = '积分明细'

function CreditHistory() {
  const account = useAccount()
  const history = useHistory(account !== undefined)
  if (!account) {
    return (
      <Screen title={TITLE} pad={false}>
        <Empty art="under-review" title="登录后看积分明细" action={{ text: '登录', onTap: () => go('login') }} />
      </Screen>
    )
  }
  return (
    <Screen
      title={TITLE}
      query={history}
      onEnd={history.loadMore}
      empty={{ art: 'under-review', title: '还没有明细', text: '积分有变化，就记在这里' }}
    >
      {(entries) => (
        <View>
          <Card pad="rows">
            {linesOf(entries).map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </Card>
          <ListEnd list={history} />
        </View>
      )}
    </Screen>
  )
}

function EntryRow({ entry: { reason, amount, balanceAfter, at, orderId } }: { readonly entry: Line }) {
  return (
    <Row
      title={reason}
      note={formatTime(Date.parse(at), serverNow())}
      value={
        <View className="hist">
          <View className={classNames('hist__sum', amount > 0 && 'hist__sum--in')}>
            {amount > 0 ? `+${amount}` : amount < 0 ? `−${-amount}` : '0'}
          </View>
          <View className="hist__left">剩{balanceAfter}</View>
        </View>
      }
      {...(orderId === null
        ? { trail: <View className="hist__none" /> }
        : { onTap: () => go('order', { id: orderId }) })}
    />
  )
}

export default guardPage(CreditHistory)
