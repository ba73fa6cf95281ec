import { View } from '@tarojs/components'
import { useState } from 'react'
import { type Credits, useCredits, useSells } from '@/app/credits'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Empty } from '@/ui/empty'
import { Icon } from '@/ui/icon'
import { Screen } from '@/ui/screen'
import { type Package, usePackages } from '../api'
import { BalanceCard } from './balance-card'
import { BuyFoot } from './buy-foot'
import { CreditsSkeleton } from './credits-skeleton'
import { Packages } from './packages'
import { PriceCard } from './price-card'
import './buy.scss'

const TITLE = '积分'

export default function Buy() {
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
      {(data) => <Content credits={data} items={items} chosen={chosen} onPick={setPicked} />}
    </Screen>
  )
}

interface ContentProps {
  readonly credits: Credits
  readonly items: readonly Package[] | undefined
  readonly chosen: Package | undefined
  readonly onPick: (id: string) => void
}

function Content({ credits, items, chosen, onPick }: ContentProps) {
  return (
    <View className="buy">
      <BalanceCard credits={credits} />
      {items && chosen ? <Packages items={items} chosen={chosen.id} onPick={onPick} /> : null}
      <PriceCard prices={credits.prices} budget={chosen ? chosen.credits + chosen.bonus : credits.available} />
      <View className="buy-safe">
        <Icon name="shield" size="s" className="buy-safe__icon" />
        <View className="buy-safe__text">回答没成功不扣积分；中途停下，只算写出来的部分。</View>
      </View>
    </View>
  )
}
