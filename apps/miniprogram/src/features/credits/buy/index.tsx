import { View } from '@tarojs/components'
import { useState } from 'react'
import { type Credits, useCredits, useSells } from '@/app/credits'
import { go } from '@/app/pages'
import type { Query } from '@/app/query'
import { useAccount } from '@/app/session'
import { Button } from '@/ui/button'
import { Card, SectionHead } from '@/ui/card'
import { Empty } from '@/ui/empty'
import { Icon } from '@/ui/icon'
import { readError } from '@/ui/read-error'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { type Package, usePackages } from '../api'
import { BalanceCard } from './balance-card'
import { BuyFoot } from './buy-foot'
import { CreditsSkeleton } from './credits-skeleton'
import { Packages } from './packages'
import { PriceCard } from './price-card'
import './buy.scss'

const TITLE = '积分'

function Buy() {
  if (useAccount()) return <LoggedIn />
  return (
    <Screen title={TITLE} pad={false}>
      <Empty
        art="under-review"
        title="登录后看您的积分"
        text="新账号送20积分，够问好几个问题"
        action={{ text: '登录', onTap: () => go('login') }}
      />
    </Screen>
  )
}

function LoggedIn() {
  const credits = useCredits()
  const packages = usePackages(useSells())
  const [picked, setPicked] = useState<string>()
  const items = packages.data?.items
  const chosen = items?.find(({ id }) => id === picked) ?? items?.find(({ recommended }) => recommended) ?? items?.[0]
  const refresh = () => Promise.all([credits.refetch(), packages.refetch()])
  return (
    <Screen
      title={TITLE}
      query={credits}
      onRefresh={refresh}
      skeleton={<CreditsSkeleton />}
      foot={chosen ? <BuyFoot chosen={chosen} /> : undefined}
    >
      {(data) => <Content credits={data} packages={packages} chosen={chosen} onPick={setPicked} />}
    </Screen>
  )
}

interface ContentProps {
  readonly credits: Credits
  readonly packages: Query<{ readonly items: readonly Package[] }>
  readonly chosen: Package | undefined
  readonly onPick: (id: string) => void
}

function Content({ credits, packages, chosen, onPick }: ContentProps) {
  const items = packages.data?.items
  return (
    <View className="buy">
      <BalanceCard credits={credits} />
      {items && chosen ? <Packages items={items} chosen={chosen.id} onPick={onPick} /> : null}
      {items ? null : <NoPackages {...packages} />}
      <PriceCard prices={credits.prices} budget={chosen ? chosen.credits + chosen.bonus : credits.available} />
      <View className="buy-safe">
        <Icon name="shield" size="s" className="buy-safe__icon" />
        <View className="buy-safe__text">回答失败不扣，中途停下只算写出来的。</View>
      </View>
    </View>
  )
}

/** The balance without packages to buy. */
function NoPackages({ error, offline, refetch }: Pick<Query<unknown>, 'error' | 'offline' | 'refetch'>) {
  if (error === undefined && !offline) return null
  return (
    <View>
      <SectionHead title="买多少" />
      <Card className="buy-none">
        <View className="buy-none__text">{`价格没取到：${error === undefined ? '没连上网' : readError(error).title}`}</View>
        <Button kind="plain" size="m" onTap={() => void refetch()}>
          再试一次
        </Button>
      </Card>
    </View>
  )
}

export default guardPage(Buy)
